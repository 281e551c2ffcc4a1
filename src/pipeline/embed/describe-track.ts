/** A track's appearance: a robust mean of its face samples. */
import type { FaceSetting } from '../cluster/setting.ts';
import type { Embedding, FrameIndex } from '../units.ts';
import { cosine, meanDirection } from './vectors.ts';

/** One embedded face of a track. */
export interface FaceSample {
  readonly frame: FrameIndex;
  readonly vector: Embedding;
  /** 0–1, see sampleQuality. */
  readonly quality: number;
  /** How openly the face looks into the camera whatever its sharpness, 0–1: see `openView`. */
  readonly view: number;
  /** Where the face sits, for telling camera set-ups apart. */
  readonly setting: FaceSetting;
}

export interface TrackTemplate {
  readonly vector: Embedding;
  /** Sum of the qualities of the samples used: how much the template counts in a mean. */
  readonly weight: number;
  /**
   * How well the face was seen, 0–1: mean quality of the samples used, less when there are fewer than three. Unlike the
   * weight it does not grow with the length of the track.
   */
  readonly evidence: number;
  /** Mean view of the samples used, 0–1: a face that looks into the camera is a person even where it is blurred. */
  readonly view: number;
  /** Weighted mean cosine of the samples used to the template, 0–1. */
  readonly cohesion: number;
  /** Frames of samples left out because they do not look like the rest. */
  readonly outliers: readonly FrameIndex[];
}

/** Samples of no quality still say a little. */
const BASE_WEIGHT = 0.002;
/** From this many samples on, more of them are no better evidence. */
const ENOUGH_SAMPLES = 3;
/** A sample this far below the median cosine to the template is an outlier (blink, occlusion, neighbour's face). */
const OUTLIER_DROP = 0.25;
const OUTLIER_LIMIT = 0.3;

/**
 * Quality-weighted mean direction of the samples, taken again without outliers. At most a third of the samples are
 * left out. Null when there is no sample.
 */
export function describeTrack(samples: readonly FaceSample[]): TrackTemplate | null {
  const all = meanDirection(samples.map(weighted));
  if (!all) return null;
  const cosines = samples.map((sample) => cosine(sample.vector, all));
  const limit = Math.min(OUTLIER_LIMIT, median(cosines) - OUTLIER_DROP);
  const suspects = samples
    .map((sample, index) => ({ sample, cosine: cosines[index] ?? 0 }))
    .filter((entry) => entry.cosine < limit)
    .sort((a, b) => a.cosine - b.cosine)
    .slice(0, Math.floor(samples.length / 3));
  const dropped = new Set(suspects.map(({ sample }) => sample));
  const kept = samples.filter((sample) => !dropped.has(sample));
  const vector = meanDirection(kept.map(weighted)) ?? all;
  let weight = 0;
  let agreement = 0;
  for (const sample of kept) {
    const w = weighted(sample).weight;
    weight += w;
    agreement += w * cosine(sample.vector, vector);
  }
  return {
    vector,
    weight,
    evidence: (weight / kept.length) * Math.min(1, kept.length / ENOUGH_SAMPLES),
    view: kept.reduce((sum, { view }) => sum + view, 0) / kept.length,
    // Rounding can take the cosine of a vector with itself past 1.
    cohesion: Math.min(1, Math.max(0, agreement / weight)),
    outliers: [...dropped].map((sample) => sample.frame).sort((a, b) => a - b),
  };
}

const weighted = (sample: FaceSample) => ({ vector: sample.vector, weight: sample.quality + BASE_WEIGHT });

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
