/**
 * SCRFD / RetinaFace-style detectors as InsightFace exports them (Guo et al., SCRFD, ICLR 2022). Input RGB (v − 127.5) / 128; nine
 * outputs: scores, boxes and key points for strides 8, 16, 32, two anchors per cell, found by their shape since exports name them freely.
 *
 * Box = distances from the cell's corner to left, top, right, bottom in strides; key points = offsets in strides.
 */
import type { Tensor } from '../units.ts';
import type { RegionDetector } from './region-detector.ts';
import { createStridedDetector, STRIDES, type StridedOptions } from './strided-anchors.ts';
import type { Candidate } from './suppress.ts';

const VOTE_SCORE = 0.2;
const SMALLEST_FACE = 12;
const ANCHORS_PER_CELL = 2;

export function createScrfd(
  options: Pick<StridedOptions, 'run' | 'input'> & {
    readonly width: number;
    readonly height: number;
    readonly mean: number;
    readonly scale: number;
    readonly channels: 'rgb' | 'bgr';
  },
): RegionDetector {
  const { width, height, mean, scale, channels } = options;
  return createStridedDetector({
    run: options.run,
    input: options.input,
    layout: { width, height, channels, mean, scale },
    smallestFace: SMALLEST_FACE,
    voteScore: VOTE_SCORE,
    decode: (outputs) => STRIDES.flatMap((stride) => decodeStride(outputs, stride, { width, height })),
  });
}

function decodeStride(
  outputs: Readonly<Record<string, Tensor>>,
  stride: number,
  { width, height }: { width: number; height: number },
): Candidate[] {
  const columns = Math.ceil(width / stride);
  const anchors = columns * Math.ceil(height / stride) * ANCHORS_PER_CELL;
  const scores = ofShape(outputs, anchors, 1);
  const boxes = ofShape(outputs, anchors, 4);
  const points = ofShape(outputs, anchors, 10);
  const candidates: Candidate[] = [];
  for (let anchor = 0; anchor < anchors; anchor++) {
    const score = scores[anchor] ?? 0;
    if (score < VOTE_SCORE) continue;
    const cell = Math.floor(anchor / ANCHORS_PER_CELL);
    const x = (cell % columns) * stride;
    const y = Math.floor(cell / columns) * stride;
    const side = (k: number): number => (boxes[4 * anchor + k] ?? 0) * stride;
    const point = (k: number) => ({
      x: x + (points[10 * anchor + 2 * k] ?? 0) * stride,
      y: y + (points[10 * anchor + 2 * k + 1] ?? 0) * stride,
    });
    candidates.push({
      score,
      box: { left: x - side(0), top: y - side(1), width: side(0) + side(2), height: side(1) + side(3) },
      points: { leftEye: point(0), rightEye: point(1), nose: point(2), leftMouth: point(3), rightMouth: point(4) },
    });
  }
  return candidates;
}

function ofShape(outputs: Readonly<Record<string, Tensor>>, anchors: number, perAnchor: number): Float32Array {
  for (const { data, dims } of Object.values(outputs)) {
    if (data.length === anchors * perAnchor && dims.at(-1) === perAnchor) return data;
  }
  throw new Error(
    `The detector has no output of ${anchors} × ${perAnchor} values: this is no SCRFD export with key points.`,
  );
}
