import { z } from 'zod';
import { episodeId, instant, showId, uuid } from './ids.ts';
import { pageOf, pageRequest, sortOrder } from './paging.ts';
import { runState } from './run-states.ts';
import { seasonNumber } from './shows.ts';

const title = z.string().trim().min(1).max(200).nullable();
const airDate = z.iso.date().nullable();
const version = z.int().min(1);

const episodeVideo = z
  .object({
    id: uuid,
    fileName: z.string(),
    bytes: z.int(),
    /** `checking`: it is there and is being looked at; `rejected`: it cannot be used, for the reason given. */
    state: z.enum(['checking', 'ready', 'rejected']),
    reason: z.string().nullable(),
    durationSeconds: z.number().nullable(),
    sha256: z.string().nullable(),
    /** Whether there is a rendition that every browser can play. */
    hasProxy: z.boolean(),
  })
  .meta({ id: 'EpisodeVideo' });

const runProgress = z
  .object({
    /** `scan`, `detect` … */
    stage: z.string(),
    /** Of the whole run, 0 to 1. */
    share: z.number().min(0).max(1),
    /** Seconds still to go; null as long as nobody can say. */
    etaSeconds: z.number().nullable(),
  })
  .meta({ id: 'RunProgress' });

const runSummary = z
  .object({
    id: uuid,
    number: z.int(),
    state: runState,
    reason: z.string().nullable(),
    profile: z.string(),
    queuedAt: instant,
    finishedAt: instant.nullable(),
    /** How far it is; null unless it runs and has told. */
    progress: runProgress.nullable(),
  })
  .meta({ id: 'RunSummary' });

const castMember = z
  .object({
    /** Null: nobody has been recognised. */
    name: z.string().nullable(),
    cropUrl: z.string().nullable(),
    /** By the standard rules, corrections counted in. */
    seconds: z.number(),
  })
  .meta({ id: 'CastMember' });
const cast = {
  /** Of the active run after corrections, by falling seconds, six at most. */
  cast: z.array(castMember),
  /** People in the active run. */
  castCount: z.int(),
};
export interface EpisodeCast {
  readonly cast: z.infer<typeof castMember>[];
  readonly castCount: number;
}

export const episode = z
  .object({
    id: episodeId,
    show: z.object({ id: showId, title: z.string() }),
    season: seasonNumber,
    number: z.int(),
    title: z.string().nullable(),
    airDate: z.string().nullable(),
    archivedAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
    /** Grows with every change. */
    version,
    video: episodeVideo.nullable(),
    /** Whose result the episode shows. */
    activeRun: runSummary.nullable(),
    /** The newest, whatever became of it. */
    latestRun: runSummary.nullable(),
    /** A picture of the video; null as long as there is none. */
    posterUrl: z.string().nullable(),
    ...cast,
  })
  .meta({ id: 'Episode' });
export type Episode = z.infer<typeof episode>;

export const createEpisode = z.object({
  showId,
  /** Makes the show if there is none of this id. */
  showTitle: z.string().trim().min(1).max(200).optional(),
  season: seasonNumber,
  number: z.int().min(0).max(999),
  title: title.default(null),
  airDate: airDate.default(null),
});

export const listEpisodes = z.object({
  ...pageRequest,
  /** Finds words in the id, the title and the show's title. */
  search: z.string().trim().max(200).optional(),
  showId: showId.optional(),
  season: seasonNumber.optional(),
  archived: z.boolean().default(false),
  /** Of the newest run; `none`: never analysed. */
  state: z.enum([...runState.options, 'none']).optional(),
  sort: z.enum(['id', 'title', 'airDate', 'createdAt', 'updatedAt', 'duration']).default('createdAt'),
  order: sortOrder.default('descending'),
});
export const episodePage = pageOf(episode).meta({ id: 'EpisodePage' });

export const changeEpisode = z.object({
  id: episodeId,
  /** Refuses the change when somebody else was faster; absent: does not look. */
  version: version.optional(),
  title: title.optional(),
  airDate: airDate.optional(),
});
export const archiveEpisode = z.object({ id: episodeId, archived: z.boolean() });
export const deleteEpisode = z.object({
  id: episodeId,
  /** The id once more, typed by the person who wants it gone for good. */
  confirm: z.string(),
});
