/** What is told to those who watch. */
import { z } from 'zod';
import { episodeId, showId, uuid } from './ids.ts';
import { runState } from './run-states.ts';

const about = { episode: episodeId };

/** What stands in the log. */
export const domainEvent = z
  .discriminatedUnion('type', [
    /** Title, date, video or archive state: read the episode afresh. */
    z.object({ type: z.literal('episode-changed'), ...about }),
    /** People of a show, or their photographs. */
    z.object({ type: z.literal('cast-changed'), show: showId }),
    /** A run began, ended or waits. */
    z.object({ type: z.literal('run-state'), ...about, run: uuid, state: runState, reason: z.string().nullable() }),
    z.object({
      type: z.literal('run-progress'),
      ...about,
      run: uuid,
      /** `scan`, `detect` … */
      stage: z.string(),
      /** In the stage's own unit (frames, faces, bytes). */
      done: z.number(),
      total: z.number(),
      /** Of the whole run, 0 to 1. */
      share: z.number().min(0).max(1),
      /** Seconds still to go; null as long as nobody can say. */
      etaSeconds: z.number().nullable(),
    }),
    /** Somebody has corrected a run, or taken it back: read the numbers of the episode afresh. */
    z.object({ type: z.literal('review-changed'), ...about, run: uuid, seq: z.int() }),
    z.object({
      type: z.literal('run-warning'),
      ...about,
      run: uuid,
      code: z.string(),
      message: z.string(),
      remedy: z.string(),
    }),
  ])
  .meta({ id: 'DomainEvent' });
export type DomainEvent = z.infer<typeof domainEvent>;

/** `episode:rhobh-s05e17`, `job:…`, or `queue`: everything that concerns the work of all episodes. */
export const topic = z
  .string()
  .regex(/^(episode:[a-z0-9-]{1,64}|job:[\w.:-]{1,200}|queue)$/, 'Topics are episode:<id>, job:<id> and queue.');

/** The last event seen of each topic, as text: `episode:x=1712-0,queue=1713-2`. It is the id of a stream's message. */
export const streamPosition = z.string().max(4000);

export const streamedEvent = z
  .discriminatedUnion('type', [
    /** First of all, also after a reconnect: read afresh what you show. */
    z.object({ type: z.literal('connected') }),
    /** Events that this client had not seen are no longer kept: read afresh what you show of the topic. */
    z.object({ type: z.literal('lost'), topic }),
    z.object({ type: z.literal('event'), topic, event: domainEvent }),
  ])
  .meta({ id: 'StreamedEvent' });
export type StreamedEvent = z.infer<typeof streamedEvent>;
