/** What a run found: shots, tracks, faces, identities. Seconds are since the first decoded frame; frames count from 0. */
import { z } from 'zod';
import { uuid } from './ids.ts';
import { pageOf, pageRequest } from './paging.ts';

const number = z.int().min(1);
const time = z.number().min(0);

export const ofRun = z.object({ runId: uuid });
export const numberedInRun = z.object({ runId: uuid, number });

export const shot = z
  .object({
    number,
    startFrame: z.int(),
    /** Inclusive. */
    endFrame: z.int(),
    startSeconds: z.number(),
    endSeconds: z.number(),
    /** How the shot begins. */
    transition: z.enum(['start', 'cut', 'dissolve', 'fade', 'wipe']),
  })
  .meta({ id: 'Shot' });
export type Shot = z.infer<typeof shot>;

export const track = z
  .object({
    number,
    shot: number,
    /** Null: it belongs to nobody. */
    identity: number.nullable(),
    firstFrame: z.int(),
    lastFrame: z.int(),
    firstSeconds: z.number(),
    lastSeconds: z.number(),
    sightings: z.int(),
    cropUrl: z.string().nullable(),
  })
  .meta({ id: 'Track' });
export type Track = z.infer<typeof track>;

export const listTracks = z.object({
  runId: uuid,
  ...pageRequest,
  shot: number.optional(),
  identity: number.optional(),
  /** Only those that belong to nobody. */
  unassigned: z.boolean().default(false),
  /** Visible at some time in [fromSeconds, toSeconds]. */
  fromSeconds: time.optional(),
  toSeconds: time.optional(),
});
export const trackPage = pageOf(track).meta({ id: 'TrackPage' });

/** Shares of the picture's width and height, 0 to 1. */
const place = { left: z.number(), top: z.number(), width: z.number(), height: z.number() };

export const face = z
  .object({
    number,
    track: number,
    frame: z.int(),
    seconds: z.number(),
    /** Display pixels. */
    box: z.object(place),
    score: z.number(),
    quality: z.number().nullable(),
    cropUrl: z.string().nullable(),
  })
  .meta({ id: 'Face' });
export type Face = z.infer<typeof face>;

export const listFaces = z.object({
  runId: uuid,
  ...pageRequest,
  track: number.optional(),
  identity: number.optional(),
});
export const facePage = pageOf(face).meta({ id: 'FacePage' });

export const nearestFaces = z.object({ runId: uuid, number, limit: z.int().min(1).max(100).default(20) });
export const nearFaces = z
  .object({
    items: z.array(
      z.object({
        runId: uuid,
        episodeId: z.string(),
        face,
        identity: number.nullable(),
        /** Cosine, −1 to 1. */
        likeness: z.number(),
      }),
    ),
  })
  .meta({ id: 'NearFaces' });

const box = z.object({ track: number, ...place, score: z.number() });
export const boxesInFrame = z
  .object({ frame: z.int(), seconds: z.number(), boxes: z.array(box) })
  .meta({ id: 'BoxesInFrame' });
export type BoxesInFrame = z.infer<typeof boxesInFrame>;

/** At most this much of a video is asked for at a time. */
const MOST_BOX_SECONDS = 60;
export const boxRange = z
  .object({ runId: uuid, fromSeconds: time, toSeconds: time })
  .refine(({ fromSeconds, toSeconds }) => toSeconds >= fromSeconds && toSeconds - fromSeconds <= MOST_BOX_SECONDS, {
    path: ['toSeconds'],
    message: `Ask for a range of at most ${MOST_BOX_SECONDS} seconds.`,
  });
export const boxList = z.object({ frames: z.array(boxesInFrame) }).meta({ id: 'BoxList' });

export const trackDetail = track
  .extend({ faces: z.array(face), boxes: z.array(boxesInFrame) })
  .meta({ id: 'TrackDetail' });

export const identity = z
  .object({
    number,
    /** Who it surely is. */
    person: z.object({ id: uuid, name: z.string() }).nullable(),
    /** Who it may be: somebody has to look. */
    suggestion: z.object({ id: uuid, name: z.string(), likeness: z.number().nullable() }).nullable(),
    /** Whether somebody has said who it is, or that it is nobody of the cast. */
    isDecided: z.boolean(),
    /** The least number of the identities that are one with it by what people said; its own where there are no others. */
    group: number,
    /** By the default rules, as the machine measured it. */
    seconds: z.number(),
    tracks: z.int(),
    faces: z.int(),
    confidence: z.number(),
    cohesion: z.number().nullable(),
    cropUrl: z.string().nullable(),
  })
  .meta({ id: 'Identity' });
export type IdentityShape = z.infer<typeof identity>;
export const identityDetail = identity
  .extend({ trackNumbers: z.array(number), likeness: z.number().nullable(), margin: z.number().nullable() })
  .meta({ id: 'IdentityDetail' });

export const assignIdentities = z.object({
  runId: uuid,
  assignments: z
    .array(
      z.object({
        identity: number,
        /** Null: nobody of the cast. */
        personId: uuid.nullable(),
        /** Name of the edit, for who may send it twice. Absent: a new one. */
        edit: uuid.optional(),
      }),
    )
    .min(1)
    .max(1000),
  reason: z.string().trim().min(1).max(1000).optional(),
});
/** The job that brings stored tables up to date, and the number of the episode's last edit. */
export const assigned = z.object({ job: z.string(), seq: z.int() }).meta({ id: 'Assigned' });
export const groupIdentities = z.object({
  runId: uuid,
  /** Whether those that are alike enough are joined. Otherwise the job's result suggests them, and less sure ones. */
  apply: z.boolean().default(false),
});
export const startedJob = z.object({ job: z.string() }).meta({ id: 'StartedJob' });
