/** How much work a run does: three profiles with measured differences (see docs/architecture.md). */

export interface Profile {
  readonly name: 'fast' | 'balanced' | 'accurate';
  /** Which frames are searched for faces (see sample/choose-frames.ts). */
  readonly sampling: {
    /** Analysed frames per second in still passages, and at most. */
    readonly minimumRate: number;
    readonly maximumRate: number;
    /** Motion that adds up to one more analysed frame. */
    readonly motionPerSample: number;
  };
  /** Pixels of the picture the detector looks at, whatever its aspect. */
  readonly detectionArea: number;
  /** Longer side of the smallest face that should be found, as a share of the picture's shorter side. */
  readonly wantedFaceShare: number;
  /** Seconds between two looks at all tiles. */
  readonly sweepSeconds: number;
  /** Faces embedded per track. */
  readonly samples: { readonly fewest: number; readonly most: number; readonly detectionsPerSample: number };
}

export const profiles: Readonly<Record<Profile['name'], Profile>> = {
  fast: {
    name: 'fast',
    sampling: { minimumRate: 3, maximumRate: 5, motionPerSample: 0.5 },
    detectionArea: 640 * 360,
    wantedFaceShare: 24 / 360,
    sweepSeconds: 1,
    samples: { fewest: 3, most: 8, detectionsPerSample: 5 },
  },
  balanced: {
    name: 'balanced',
    sampling: { minimumRate: 5, maximumRate: 10, motionPerSample: 0.25 },
    detectionArea: 640 * 360,
    wantedFaceShare: 16 / 360,
    sweepSeconds: 0.8,
    samples: { fewest: 4, most: 12, detectionsPerSample: 5 },
  },
  accurate: {
    name: 'accurate',
    sampling: { minimumRate: 10, maximumRate: 15, motionPerSample: 0.2 },
    detectionArea: 960 * 540,
    wantedFaceShare: 10 / 360,
    sweepSeconds: 0.3,
    samples: { fewest: 6, most: 20, detectionsPerSample: 5 },
  },
};
