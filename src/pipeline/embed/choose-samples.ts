/** Which faces of a track are worth an embedding: the best ones, spread over the time of the track. */
import { detectionQuality } from '../quality/face-quality.ts';
import type { FaceDetection } from '../records.ts';

export interface SamplePolicy {
  readonly fewest: number;
  readonly most: number;
  /** One sample per this many detections, within the bounds above. */
  readonly detectionsPerSample: number;
}

/**
 * Cuts the track into as many equal parts as samples are wanted and takes the best face of each. Time order.
 * The spread lets a change of person inside a track be seen; the choice within a part keeps quality up.
 */
export function chooseSamples(detections: readonly FaceDetection[], policy: SamplePolicy): FaceDetection[] {
  const wanted = Math.ceil(detections.length / policy.detectionsPerSample);
  const count = Math.min(detections.length, policy.most, Math.max(policy.fewest, wanted));
  const samples: FaceDetection[] = [];
  for (let part = 0; part < count; part++) {
    const from = Math.floor((part * detections.length) / count);
    const to = Math.floor(((part + 1) * detections.length) / count);
    const best = bestOf(detections.slice(from, to));
    if (best) samples.push(best);
  }
  return samples;
}

function bestOf(detections: readonly FaceDetection[]): FaceDetection | undefined {
  let best: FaceDetection | undefined;
  let bestQuality = -1;
  for (const detection of detections) {
    const quality = detectionQuality(detection);
    if (quality > bestQuality) {
      best = detection;
      bestQuality = quality;
    }
  }
  return best;
}
