/**
 * How sightings become seconds. A preset is named and versioned because every exported number depends on it: a changed
 * number is a new version, so that two tables can be compared honestly.
 */
export interface ScreenTimePreset {
  readonly name: string;
  /** Raised whenever a number below changes. */
  readonly version: number;
  /**
   * Longest stretch, in seconds, without a sighting that still counts as seen when the face is there on both sides of it
   * inside one shot. Long enough for a few missed detections, shorter than someone walking past in front.
   */
  readonly gapToleranceSeconds: number;
  /** Tracks with fewer sightings than this count for nobody (≥ 1). */
  readonly minimumSightings: number;
}

/** The numbers behind every table unless another preset is asked for. This is the one place where they stand. */
export const standardPreset: ScreenTimePreset = {
  name: 'standard',
  version: 1,
  gapToleranceSeconds: 0.5,
  minimumSightings: 1,
};
