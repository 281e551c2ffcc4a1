/** The operations that the queue knows: what each is called, what it is given, how often and how long it is tried. */
import { z } from 'zod';
import type { JobDefinition, RetryPolicy, TimeLimits } from '../../../adapters/jobs/port.ts';
import { episodeId, uuid } from '../../contract/ids.ts';

/** `analysis` and `segments` measure who is on screen; `media` makes renditions, thumbnails and exports; `review` is what people wait for. */
export const QUEUES = ['analysis', 'segments', 'media', 'review'] as const;

/** Stages of sound that are planned. Their queues have their names already, so that hosts can be set up for them. */
const AUDIO_STAGES = [
  ...(['ingest', 'separate', 'enhance', 'diarize', 'voices'] as const),
  ...(['transcribe', 'align', 'qc', 'export', 'pipeline'] as const),
];
export type AudioStage = (typeof AUDIO_STAGES)[number];
const audioQueue = (stage: AudioStage): string => `SCREENALYTICS_AUDIO_${stage.toUpperCase()}`;
/** Served only by workers that are told to. */
export const AUDIO_QUEUES: readonly string[] = AUDIO_STAGES.map(audioQueue);

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

const photoPayload = z.object({ photo: uuid, person: uuid });
export type PhotoPayload = z.infer<typeof photoPayload>;

const reviewPayload = z.object({ run: uuid, episode: episodeId });
export type ReviewPayload = z.infer<typeof reviewPayload>;
/** The last edit that must be counted in. */
const assignPayload = reviewPayload.extend({ seq: z.int().min(0) });
const groupPayload = reviewPayload.extend({ apply: z.boolean(), author: z.string() });
export const groupsFound = z.object({
  groups: z.array(z.object({ identities: z.array(z.int()), likeness: z.number() })),
  /** Whether they were written down as edits. */
  applied: z.boolean(),
});
const comparison = z.object({ compared: z.int(), suggested: z.int() });

const exportPayload = runPayload.extend({ export: uuid });
type ExportPayload = z.infer<typeof exportPayload>;

/** Names the wish, not the person: what the queue keeps is read by many. */
const forgetPayload = z.object({ forgetting: uuid });

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
  /** Small pictures for lists and timelines. */
  readonly makeThumbnails: JobDefinition<VideoPayload, null>;
  /** Face and embedding of a photograph of the cast. */
  readonly embedPhotos: JobDefinition<PhotoPayload, null>;
  /** Identities that are one person: suggested, or joined. */
  readonly autoGroup: JobDefinition<z.infer<typeof groupPayload>, z.infer<typeof groupsFound>>;
  /** The seconds that are kept follow what people decided. */
  readonly manualAssign: JobDefinition<z.infer<typeof assignPayload>, null>;
  /** Suggestions by the facebank as it is now. */
  readonly refreshSimilarity: JobDefinition<ReviewPayload, z.infer<typeof comparison>>;
  /** A person is removed from everywhere. */
  readonly forgetPerson: JobDefinition<z.infer<typeof forgetPayload>, null>;
  /** A file that takes too long to be made while it is downloaded. */
  readonly makeExport: JobDefinition<ExportPayload, null>;
}

/** Reserved: nobody can do them yet. */
export const audioOperations: readonly JobDefinition<ReviewPayload, null>[] = AUDIO_STAGES.map((stage) => ({
  name: `audio_${stage}`,
  queue: audioQueue(stage),
  payload: reviewPayload,
  result: nothing,
}));

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
  const review = {
    queue: 'review',
    retry,
    timeLimits: () => ({ softSeconds: softLimitSeconds, hardSeconds: hardLimitSeconds }),
  };
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
    makeThumbnails: {
      name: 'make_thumbnails',
      queue: 'media',
      payload: videoPayload,
      result: nothing,
      retry,
      timeLimits,
      dedupeKey: ({ video }) => video,
    },
    embedPhotos: {
      ...review,
      name: 'embed_photos',
      payload: photoPayload,
      result: nothing,
      dedupeKey: ({ photo }) => photo,
    },
    autoGroup: { ...review, name: 'auto_group', payload: groupPayload, result: groupsFound },
    manualAssign: {
      ...review,
      name: 'manual_assign',
      payload: assignPayload,
      result: nothing,
      dedupeKey: ({ run, seq }) => `${run}-${seq}`,
    },
    refreshSimilarity: {
      ...review,
      name: 'refresh_similarity',
      payload: reviewPayload,
      result: comparison,
    },
    forgetPerson: {
      ...review,
      name: 'forget_person',
      payload: forgetPayload,
      result: nothing,
      dedupeKey: ({ forgetting }) => forgetting,
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
