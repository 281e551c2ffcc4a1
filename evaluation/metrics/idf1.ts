import { solveAssignment } from '../../src/pipeline/geometry/assignment.ts';
import { iou } from '../../src/pipeline/geometry/iou.ts';
import type { FrameFaces } from './face-rows.ts';

export interface IdentityF1Score {
  /** 2 · IDTP / (true boxes + predicted boxes), 0–1; 1 when there are neither. */
  readonly idf1: number;
  /** IDTP / predicted boxes. */
  readonly precision: number;
  /** IDTP / true boxes. */
  readonly recall: number;
  /** Boxes explained by the best one-to-one pairing of true and predicted ids. */
  readonly truePositives: number;
}

/**
 * IDF1 (Ristani, Solera, Zou, Cucchiara & Tomasi, "Performance Measures and a Data Set for Multi-Target,
 * Multi-Camera Tracking", 2016): one pairing of ids for the whole clip, chosen so that the boxes it explains
 * are most. Negative predicted ids stand for nobody: they are never paired, their boxes count as predicted.
 *
 * @param minOverlap intersection over union from which two boxes show the same face.
 */
export function scoreIdentityF1(frames: readonly FrameFaces[], minOverlap: number): IdentityF1Score {
  const together = new Map<number, Map<number, number>>();
  const predictedIds = new Set<number>();
  let trueBoxes = 0;
  let predictedBoxes = 0;
  for (const frame of frames) {
    trueBoxes += frame.truth.length;
    predictedBoxes += frame.predicted.length;
    const assigned = frame.predicted.filter((row) => row.id >= 0);
    for (const row of assigned) predictedIds.add(row.id);
    // A pair of ids counts once per frame, however many of their boxes overlap.
    const seen = new Map<number, Set<number>>();
    for (const truth of frame.truth) {
      const partners = seen.get(truth.id) ?? new Set<number>();
      seen.set(truth.id, partners);
      for (const row of assigned) if (iou(truth.box, row.box) >= minOverlap) partners.add(row.id);
    }
    for (const [trueId, partners] of seen) {
      const counts = together.get(trueId) ?? new Map<number, number>();
      together.set(trueId, counts);
      for (const id of partners) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  const columns = [...predictedIds].sort((a, b) => a - b);
  const explained = [...together.values()].map((counts) => columns.map((id) => counts.get(id) ?? 0));
  const pairs = solveAssignment(explained.map((counts) => counts.map((count) => -count)));
  const truePositives = pairs.reduce((total, { row, column }) => total + (explained[row]?.[column] ?? 0), 0);
  return {
    idf1: trueBoxes + predictedBoxes > 0 ? (2 * truePositives) / (trueBoxes + predictedBoxes) : 1,
    precision: predictedBoxes > 0 ? truePositives / predictedBoxes : Number(trueBoxes === 0),
    recall: trueBoxes > 0 ? truePositives / trueBoxes : 1,
    truePositives,
  };
}
