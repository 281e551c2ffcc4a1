/**
 * Ultra-Light-Fast face detector, RFB-320 (the `bundled` pack): 4420 anchors on a 320×240 input.
 * Outputs `scores` [1, 4420, 2] (background, face) and `boxes` [1, 4420, 4] (unit corners x0, y0, x1, y1).
 */
import { createResampler } from '../geometry/resample.ts';
import type { PixelBox, RunModel } from '../units.ts';
import type { RegionDetector } from './region-detector.ts';
import { type Candidate, suppress } from './suppress.ts';

const INPUT = { width: 320, height: 240, channels: 'rgb', mean: 127, scale: 1 / 128 } as const;
/** Anchors above this vote for a face. */
const VOTE_SCORE = 0.3;
/** A group whose best anchor stays below this is no candidate at all. */
const CANDIDATE_SCORE = 0.5;

export function createUltraface(run: RunModel): RegionDetector {
  const inputOf = createResampler(INPUT);
  return {
    inputWidth: INPUT.width,
    inputHeight: INPUT.height,
    smallestFace: 14,
    async detect(picture, region) {
      const outputs = await run({ input: inputOf(picture, region) });
      const scores = outputs['scores'];
      const boxes = outputs['boxes'];
      if (!scores || !boxes)
        throw new Error('The detector returned no `scores` and `boxes`: this is no UltraFace model.');
      const zoom = INPUT.width / region.width;
      return suppress(readAnchors(scores.data, boxes.data, region))
        .filter((face) => face.score >= CANDIDATE_SCORE)
        .map((face) => ({ ...face, inputSize: Math.max(face.box.width, face.box.height) * zoom }));
    },
  };
}

function readAnchors(scores: Float32Array, boxes: Float32Array, region: PixelBox): Candidate[] {
  const candidates: Candidate[] = [];
  for (let anchor = 0; 2 * anchor + 1 < scores.length; anchor++) {
    const score = scores[2 * anchor + 1] ?? 0;
    if (score < VOTE_SCORE) continue;
    const x0 = boxes[4 * anchor] ?? 0;
    const y0 = boxes[4 * anchor + 1] ?? 0;
    const x1 = boxes[4 * anchor + 2] ?? 0;
    const y1 = boxes[4 * anchor + 3] ?? 0;
    const box = {
      left: region.left + x0 * region.width,
      top: region.top + y0 * region.height,
      width: (x1 - x0) * region.width,
      height: (y1 - y0) * region.height,
    };
    if (box.width > 0 && box.height > 0) candidates.push({ box, score, points: null });
  }
  return candidates;
}
