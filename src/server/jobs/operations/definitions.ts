/** The operations that the queue knows: what each is called, what it is given, how often and how long it is tried. */
import { z } from 'zod';
import type { JobDefinition, RetryPolicy, TimeLimits } from '../../../adapters/jobs/port.ts';
import { episodeId, uuid } from '../../contract/ids.ts';

/** `analysis` and `segments` measure who is on screen; `media` makes renditions and exports. */
export const QUEUES = ['analysis', 'segments', 'media'] as const;
export type QueueName = (typeof QUEUES)[number];

const runPayload = z.object({
  run: uuid,
  episode: episodeId,
  /** Length of the video; 0 where nobody knows it. */
  videoSeconds: z.number().min(0),
});
/** What a job of a run is given; everything else stands in the database. */
export type RunPayload = z.infer<typeof runPayload>;

const segmentPayload = runPayload.extend({
  stage: z.enum(['detect', 'embed']),
  /** From 0. */
  index: z.int().min(0),
  of: z.int().min(1),
});
export type SegmentPayload = z.infer<typeof segmentPayload>;

const videoPayload = z.object({ video: uuid, episode: episodeId, videoSeconds: z.number().min(0) });
export type VideoPayload = z.infer<typeof videoPayload>;

const exportPayload = runPayload.extend({ export: uuid });
type ExportPayload = z.infer<typeof exportPayload>;

const nothing = z.null();
export type RunJob = JobDefinition<RunPayload, null>;

export interface Operations {
  /** Shots, faces, tracks. */
  readonly detectTrack: RunJob;
  readonly facesEmbed: RunJob;
  /** Identities, names, seconds; the result folder. */
  readonly cluster: RunJob;
  /** All of them, then the result becomes the episode's. */
  readonly analyze: RunJob;
  /** A share of a long video's stage. */
  readonly segment: JobDefinition<SegmentPayload, null>;
  /** A rendition that browsers can play. */
  readonly makeProxy: JobDefinition<VideoPayload, null>;
  /** A file that takes too long to be made while it is downloaded. */
  readonly makeExport: JobDefinition<ExportPayload, null>;
}

export interface OperationSettings {
  readonly softLimitSeconds: number;
  readonly hardLimitSeconds: number;
  /** Before the second try. */
  readonly retrySeconds: number;
}

/** A disk that is full for a while or a storage that is away: what lasts longer, a person has to look at. */
const ATTEMPTS = 3;
/** The limits are meant for an hour of video; longer ones get more in proportion. */
const USUAL_SECONDS = 3_600;

export function createOperations(settings: OperationSettings): Operations {
  const { softLimitSeconds, hardLimitSeconds, retrySeconds } = settings;
  const retry: RetryPolicy = { attempts: ATTEMPTS, delayMs: retrySeconds * 1000, growth: 'doubling' };
  const timeLimits = ({ videoSeconds }: Pick<RunPayload, 'videoSeconds'>): TimeLimits => {
    const scale = Math.max(1, videoSeconds / USUAL_SECONDS);
    return { softSeconds: softLimitSeconds * scale, hardSeconds: hardLimitSeconds * scale };
  };
  const ofRun = (name: string): RunJob => ({
    name,
    queue: 'analysis',
    payload: runPayload,
    result: nothing,
    retry,
    timeLimits,
  });
  return {
    detectTrack: ofRun('detect_track'),
    facesEmbed: ofRun('faces_embed'),
    cluster: ofRun('cluster'),
    analyze: ofRun('analyze'),
    segment: {
      name: 'analyze_segment',
      queue: 'segments',
      payload: segmentPayload,
      result: nothing,
      retry,
      timeLimits,
    },
    makeProxy: {
      name: 'make_proxy',
      queue: 'media',
      payload: videoPayload,
      result: nothing,
      retry,
      timeLimits,
      dedupeKey: ({ video }) => video,
    },
    makeExport: {
      name: 'make_export',
      queue: 'media',
      payload: exportPayload,
      result: nothing,
      retry,
      timeLimits,
      dedupeKey: (payload) => payload.export,
    },
  };
}
