/** Who of the cast was seen in which episode, and for how long. All seconds are by the default preset. */
import { z } from 'zod';
import { episodeId, showId, uuid } from './ids.ts';
import { seasonNumber } from './shows.ts';

export const ofShow = z.object({ showId });

const episodePlace = {
  episodeId,
  season: seasonNumber,
  number: z.int(),
  title: z.string().nullable(),
  /** The active run of the episode. */
  runId: uuid,
  /** Decisions came after the stored numbers: they are being brought up to date. */
  isOutOfDate: z.boolean(),
};

const countedEpisode = z
  .object({
    ...episodePlace,
    /** Null: not known. */
    videoSeconds: z.number().nullable(),
    /** Seconds in which any face was seen. */
    faceVisibleSeconds: z.number(),
  })
  .meta({ id: 'CountedEpisode' });
export type CountedEpisode = z.infer<typeof countedEpisode>;

const personTotal = z
  .object({
    personId: uuid,
    name: z.string(),
    isArchived: z.boolean(),
    /** Over all episodes. */
    seconds: z.number(),
    /** Those in which the person was found, in the order of the episodes. */
    episodes: z.array(z.object({ episodeId, seconds: z.number() })),
  })
  .meta({ id: 'PersonTotal' });

export const showTotals = z
  .object({
    /** Name and version of the preset: `standard-1`. */
    preset: z.string(),
    /** Episodes with a result, by season and number. */
    episodes: z.array(countedEpisode),
    /** Everybody who was found, by falling seconds. */
    people: z.array(personTotal),
  })
  .meta({ id: 'ShowTotals' });
export type ShowTotals = z.infer<typeof showTotals>;

const appearance = z
  .object({
    ...episodePlace,
    /** As it stands after what people decided. */
    seconds: z.number(),
    /** What the machine gave the person by itself. People seen twice at once count twice here. */
    machineSeconds: z.number(),
    firstSeconds: z.number().nullable(),
    lastSeconds: z.number().nullable(),
    shots: z.int(),
    /** Who says that it is the person. Null: nobody any more, and the seconds are out of date. */
    saidBy: z.enum(['machine', 'people', 'both']).nullable(),
    /** Numbers of the identities that are the person. */
    identities: z.array(z.int()),
    cropUrl: z.string().nullable(),
  })
  .meta({ id: 'Appearance' });
export type Appearance = z.infer<typeof appearance>;

export const appearances = z
  .object({
    preset: z.string(),
    /** By season and number. */
    items: z.array(appearance),
  })
  .meta({ id: 'Appearances' });
