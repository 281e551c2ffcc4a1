/** One number for how much a face sample should count when a track is described. */
import type { FaceDetection } from '../records.ts';
import type { ChipQuality } from './chip-quality.ts';
import { frontality } from './head-pose.ts';

/** Longer box side, in source pixels, at which size stops helping; below the lower bound identity is guesswork. */
const LARGE_FACE = 90;
const TINY_FACE = 14;

/** Quality before pixels are looked at: size, pose, landmark plausibility and detection score. 0–1. */
export function detectionQuality(detection: FaceDetection): number {
  return (
    sizeQuality(detection) *
    (0.15 + 0.85 * frontality(detection.points)) *
    (0.25 + 0.75 * detection.plausibility) *
    detection.score
  );
}

/** Quality of a sample whose aligned chip is known. 0–1. */
export function sampleQuality(detection: FaceDetection, chip: ChipQuality): number {
  return detectionQuality(detection) * (0.3 + 0.7 * chip.sharpness) * (0.2 + 0.8 * chip.exposure);
}

/**
 * How openly a face looks into the camera, 0–1: frontality, less where the landmarks are in doubt. Sharpness and size do not
 * count: a blurred face is a face, the back of a head is none.
 */
export function openView({ points, plausibility }: FaceDetection): number {
  return frontality(points) * plausibility;
}

function sizeQuality({ box }: FaceDetection): number {
  const side = Math.max(box.width, box.height);
  return Math.sqrt(Math.min(1, Math.max(0.01, (side - TINY_FACE) / (LARGE_FACE - TINY_FACE))));
}
