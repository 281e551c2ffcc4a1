/** Faces, samples and embeddings that tests can reason about. */
import { ARCFACE_TEMPLATE, CHIP_SIZE } from './align/warp-face.ts';
import type { FaceSample } from './embed/describe-track.ts';
import { applySimilarity, type Similarity } from './geometry/similarity.ts';
import type { FaceDetection } from './records.ts';
import { type Embedding, embedding, type FivePoints, frameIndex, type PixelBox, type Point } from './units.ts';

/** Every point of a face moved alike. */
export function mapPoints(points: FivePoints, move: (point: Point) => Point): FivePoints {
  return {
    leftEye: move(points.leftEye),
    rightEye: move(points.rightEye),
    nose: move(points.nose),
    leftMouth: move(points.leftMouth),
    rightMouth: move(points.rightMouth),
  };
}

/** The ArcFace template, moved. */
export function templateUnder(transform: Similarity): FivePoints {
  return mapPoints(ARCFACE_TEMPLATE, (point) => applySimilarity(transform, point));
}

/** Five points of a frontal face in a box. */
export function frontalPoints({ left, top, width, height }: PixelBox): FivePoints {
  return mapPoints(ARCFACE_TEMPLATE, ({ x, y }) => ({
    x: left + (x / CHIP_SIZE) * width,
    y: top + (y / CHIP_SIZE) * height,
  }));
}

/** A frontal face in a frame: score and plausibility 1 unless told otherwise. */
export function madeUpFace(
  frame: number,
  box: PixelBox,
  traits: Partial<Omit<FaceDetection, 'frame' | 'box'>> = {},
): FaceDetection {
  return { frame: frameIndex(frame), box, score: 1, points: frontalPoints(box), plausibility: 1, ...traits };
}

/** A vector of length 1 in the given direction. */
export function direction(...values: number[]): Embedding {
  const length = Math.hypot(...values);
  return embedding(Float32Array.from(values, (value) => value / length));
}

/** A face sample of good quality in a place of its own. */
export function madeUpSample(frame: number, vector: Embedding, traits: Partial<FaceSample> = {}): FaceSample {
  const setting = { box: { left: 5000 * frame, top: 0, width: 50, height: 50 }, surroundings: new Float32Array(4) };
  return { frame: frameIndex(frame), vector, quality: 1, view: 1, setting, ...traits };
}
