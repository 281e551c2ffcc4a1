/** Seconds on screen, and where they come from. */
import { z } from 'zod';
import { uuid } from './ids.ts';

/** By which rules seconds are counted, and in which part of the video. */
export const screenTimeOptions = z.object({
  /** Rules by name, see `screenTime.presets`. Absent: the default. */
  preset: z.string().min(1).max(50).optional(),
  /** Longest stretch without a sighting that counts as seen. Absent: the preset's. */
  gapToleranceSeconds: z.number().min(0).max(60).optional(),
  /** Tracks with fewer sightings count for nobody. Absent: the preset's. */
  minimumSightings: z.int().min(1).max(1000).optional(),
  /** Only what lies in [fromSeconds, toSeconds). */
  fromSeconds: z.number().min(0).optional(),
  toSeconds: z.number().min(0).optional(),
});
export const screenTimeRequest = screenTimeOptions.extend({ runId: uuid });
export type ScreenTimeRequest = z.infer<typeof screenTimeRequest>;
export type ScreenTimeRange = Pick<z.infer<typeof screenTimeOptions>, 'fromSeconds' | 'toSeconds'>;

export const presetList = z
  .object({
    /** The default first. */
    items: z.array(
      z.object({
        name: z.string(),
        version: z.int(),
        gapToleranceSeconds: z.number(),
        minimumSightings: z.int(),
        /** What it is for. */
        description: z.string(),
        isDefault: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'ScreenTimePresets' });

const receipt = z.object({
  startSeconds: z.number(),
  endSeconds: z.number(),
  shot: z.int(),
  tracks: z.array(z.int()),
});

const row = z
  .object({
    subject: z.enum(['person', 'identity', 'unattributed']),
    personId: uuid.nullable(),
    name: z.string().nullable(),
    identities: z.array(z.int()),
    seconds: z.number(),
    firstSeconds: z.number().nullable(),
    lastSeconds: z.number().nullable(),
    longestSeconds: z.number(),
    shots: z.int(),
    tracks: z.int(),
    confidence: z.number().nullable(),
    receipts: z.array(receipt),
  })
  .meta({ id: 'ScreenTimeRow' });
export type ScreenTimeRowShape = z.infer<typeof row>;

export const screenTimeTable = z
  .object({
    preset: z.object({
      name: z.string(),
      version: z.int(),
      gapToleranceSeconds: z.number(),
      minimumSightings: z.int(),
    }),
    videoSeconds: z.number(),
    /** Wall time with at least one face. */
    faceVisibleSeconds: z.number(),
    /** By falling seconds, the unattributed last. */
    rows: z.array(row),
  })
  .meta({ id: 'ScreenTimeTable' });
export type ScreenTimeTable = z.infer<typeof screenTimeTable>;

export const coAppearance = z
  .object({
    subjects: z.array(
      z.object({
        personId: uuid.nullable(),
        name: z.string().nullable(),
        identities: z.array(z.int()),
        seconds: z.number(),
      }),
    ),
    /** Seconds in which both are visible, by their places in `subjects`; pairs that never meet are left out. */
    pairs: z.array(z.object({ a: z.int(), b: z.int(), seconds: z.number() })),
  })
  .meta({ id: 'CoAppearance' });
export type CoAppearance = z.infer<typeof coAppearance>;
