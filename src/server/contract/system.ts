import { z } from 'zod';

/** What the installation is made of, for people who run it. */
export const settings = z
  .object({
    version: z.string(),
    /** Profiles by rising work. */
    profiles: z.array(z.string()),
    screenTimePreset: z.object({ name: z.string(), version: z.int() }),
    queue: z.object({ kind: z.enum(['server', 'memory']), address: z.string() }),
    database: z.object({ description: z.string() }),
    storage: z.string(),
    /** Seconds after which a job is asked to stop, and ended; for an hour of video. */
    timeLimits: z.object({ softSeconds: z.number(), hardSeconds: z.number() }),
    signsIn: z.boolean(),
  })
  .meta({ id: 'Settings' });
export const models = z
  .object({
    items: z.array(
      z.object({
        pack: z.string(),
        role: z.string(),
        file: z.string(),
        /** As the pack says it has to be. */
        sha256: z.string(),
        licence: z.string(),
        /** Of the file here, else as the pack says; null: nobody knows. */
        bytes: z.number().nullable(),
        /** It is here with the right content. What is not is fetched when it is needed. */
        isPresent: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Models' });
export type Models = z.infer<typeof models>;

export const storageUse = z
  .object({
    /** By the kinds of keys; kinds without objects too. Up to a minute old. */
    items: z.array(z.object({ kind: z.string(), objects: z.int(), bytes: z.number() })),
    /** Of the disk that the data directory is on; null where the system does not say. */
    diskFreeBytes: z.number().nullable(),
  })
  .meta({ id: 'StorageUse' });
export type StorageUse = z.infer<typeof storageUse>;

export const thresholds = z
  .object({
    items: z.array(
      z.object({
        area: z.enum(['detection', 'tracking', 'clustering', 'naming', 'guardrails']),
        name: z.string(),
        value: z.number(),
        /** Empty for plain numbers. */
        unit: z.string(),
        meaning: z.string(),
      }),
    ),
  })
  .meta({ id: 'Thresholds' });
export type Thresholds = z.infer<typeof thresholds>;

export type Settings = z.infer<typeof settings>;
