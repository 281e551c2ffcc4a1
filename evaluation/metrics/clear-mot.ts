import { iou } from '../../src/pipeline/geometry/iou.ts';
import type { FaceRow, FrameFaces } from './face-rows.ts';
import { matchBoxes } from './match-boxes.ts';

export interface ClearMotScore {
  /** 1 − (misses + false positives + switches) / true boxes; at most 1, may be far below 0. */
  readonly mota: number;
  readonly misses: number;
  readonly falsePositives: number;
  /** Matches in which a true object has another hypothesis than the last time it was matched. */
  readonly switches: number;
  /** Times a true object is matched again after frames in which it was there and missed. */
  readonly fragmentations: number;
  readonly trueBoxes: number;
  /** Mean of 1 − overlap over the matches, 0–1 (the MOTP of py-motmetrics). */
  readonly meanDistance: number;
  /** True objects matched in at least 80 % of their frames. */
  readonly mostlyTracked: number;
  /** True objects matched in less than 20 % of their frames. */
  readonly mostlyLost: number;
}

/**
 * CLEAR MOT (Bernardin & Stiefelhagen, "Evaluating Multiple Object Tracking Performance: The CLEAR MOT
 * Metrics", 2008) with the conventions of py-motmetrics: a correspondence of earlier frames is kept as long as
 * its overlap is enough, only the remaining boxes are assigned anew, and an object keeps its last hypothesis
 * through a gap of any length.
 *
 * @param minOverlap intersection over union from which two boxes may correspond.
 */
export function scoreClearMot(frames: readonly FrameFaces[], minOverlap: number): ClearMotScore {
  const lastHypothesis = new Map<number, number>();
  const histories = new Map<number, History>();
  let misses = 0;
  let falsePositives = 0;
  let switches = 0;
  let trueBoxes = 0;
  let matched = 0;
  let distance = 0;
  for (const frame of frames) {
    const pairs = correspond(frame, lastHypothesis, minOverlap);
    for (const { truth, predicted, overlap } of pairs) {
      const last = lastHypothesis.get(truth.id);
      if (last !== undefined && last !== predicted.id) switches++;
      lastHypothesis.set(truth.id, predicted.id);
      distance += 1 - overlap;
    }
    matched += pairs.length;
    trueBoxes += frame.truth.length;
    misses += frame.truth.length - pairs.length;
    falsePositives += frame.predicted.length - pairs.length;
    const hit = new Set(pairs.map((pair) => pair.truth.id));
    for (const { id } of frame.truth) histories.set(id, lengthen(histories.get(id), hit.has(id)));
  }
  const objects = [...histories.values()];
  return {
    mota: trueBoxes > 0 ? 1 - (misses + falsePositives + switches) / trueBoxes : Number(falsePositives === 0),
    misses,
    falsePositives,
    switches,
    fragmentations: objects.reduce((total, object) => total + object.resumed, 0),
    trueBoxes,
    meanDistance: matched > 0 ? distance / matched : 0,
    mostlyTracked: objects.filter((object) => object.hits >= 0.8 * object.frames).length,
    mostlyLost: objects.filter((object) => object.hits < 0.2 * object.frames).length,
  };
}

interface Correspondence {
  readonly truth: FaceRow;
  readonly predicted: FaceRow;
  readonly overlap: number;
}

/** Earlier correspondences first, then the best assignment of what is left. */
function correspond(
  frame: FrameFaces,
  lastHypothesis: ReadonlyMap<number, number>,
  minOverlap: number,
): Correspondence[] {
  const free = new Set(frame.predicted);
  const pairs: Correspondence[] = [];
  const unmatched: FaceRow[] = [];
  for (const truth of frame.truth) {
    const last = lastHypothesis.get(truth.id);
    const kept = [...free].find((row) => row.id === last && iou(truth.box, row.box) >= minOverlap);
    if (kept) {
      free.delete(kept);
      pairs.push({ truth, predicted: kept, overlap: iou(truth.box, kept.box) });
    } else unmatched.push(truth);
  }
  const rest = [...free];
  const anew = matchBoxes(
    unmatched.map((row) => row.box),
    rest.map((row) => row.box),
    minOverlap,
  );
  for (const match of anew) {
    const truth = unmatched[match.truth];
    const predicted = rest[match.predicted];
    if (truth && predicted) pairs.push({ truth, predicted, overlap: match.overlap });
  }
  return pairs;
}

/** What has become of one true object so far. */
interface History {
  readonly frames: number;
  readonly hits: number;
  readonly resumed: number;
  /** Matched in its last frame; null until it is matched for the first time. */
  readonly tracked: boolean | null;
}

const UNSEEN: History = { frames: 0, hits: 0, resumed: 0, tracked: null };

function lengthen(history: History = UNSEEN, hit: boolean): History {
  return {
    frames: history.frames + 1,
    hits: history.hits + Number(hit),
    resumed: history.resumed + Number(hit && history.tracked === false),
    tracked: hit || (history.tracked === null ? null : false),
  };
}
