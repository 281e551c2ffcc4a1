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
  /** What it is for, for people who choose. */
  readonly description: string;
}

/** The numbers behind every table unless another preset is asked for. This is the one place where they stand. */
export const standardPreset: ScreenTimePreset = {
  name: 'standard',
  version: 1,
  gapToleranceSeconds: 0.5,
  minimumSightings: 1,
  description:
    'A person is on screen from the first to the last sighting of a face; up to half a second in between without one counts too.',
};

/** For claims that have to hold against anybody: nothing is counted that was not seen. */
const strictPreset: ScreenTimePreset = {
  name: 'strict',
  version: 1,
  gapToleranceSeconds: 0,
  minimumSightings: 1,
  description:
    'Sightings only: each counts until halfway to the next analysed frame, and no gap is bridged. A lower bound.',
};

/** For presence rather than visibility: who turns away for a moment has not left. */
const generousPreset: ScreenTimePreset = {
  name: 'generous',
  version: 1,
  gapToleranceSeconds: 2,
  minimumSightings: 1,
  description:
    'Up to two seconds without a sighting count when the same face is there before and after them in one shot: a turned head, somebody who walks past in front. Close to what people write down who count by hand.',
};

/** All that can be asked for by name, the default first. */
export const presets: readonly ScreenTimePreset[] = [standardPreset, strictPreset, generousPreset];
