/** Search by a face: every moment of every episode that shows somebody who looks like it. */
import { z } from 'zod';
import { episodeId, showId, uuid } from './ids.ts';

const number = z.int().min(1);

/**
 * Least likeness where nobody asks for another. By the bundled model strangers have 0.07 ± 0.10: from here on, one in some ten
 * thousand is as alike by chance; from 0.3 on, one in a hundred. Of two appearances of one person, about half are this alike.
 */
export const USUAL_LIKENESS = 0.45;
export const MOST_PHOTO_BYTES = 750_000;

const which = {
  showId: showId.optional(),
  episodeId: episodeId.optional(),
  /** Cosine from which on a moment is one of those that are looked for. */
  leastLikeness: z.number().min(0.2).max(1).default(USUAL_LIKENESS),
  /** How many episodes at most, those with the most alike face first. */
  limit: z.int().min(1).max(50).default(10),
  offset: z.int().min(0).default(0),
  /** How many moments of each at most, the most alike first. */
  perEpisode: z.int().min(1).max(500).default(12),
} as const;

export const searchByFace = z.object({ runId: uuid, number, ...which });
export const searchByPhoto = z.object({
  /** Base64 of a JPEG, PNG or WebP file of at most 750 kB, which is not stored. 1600 pixels a side are enough. */
  photo: z
    .base64()
    .min(1)
    .max(Math.ceil(MOST_PHOTO_BYTES / 3) * 4),
  /** Which of its faces, by their order in the answer; absent: the largest. */
  face: z.int().min(0).optional(),
  ...which,
});

const moment = z.object({
  track: number,
  /** The face of the track that is most alike. */
  face: number,
  /** Of that face, since the first decoded frame. */
  seconds: z.number(),
  /** Of the track. */
  firstSeconds: z.number(),
  lastSeconds: z.number(),
  /** Cosine, −1 to 1. */
  likeness: z.number(),
  cropUrl: z.string().nullable(),
  /** Null: the track belongs to nobody. */
  identity: number.nullable(),
  /** Who the identity surely is, with what people have said. */
  person: z.object({ id: uuid, name: z.string() }).nullable(),
  /** What people call somebody who is not in the cast. */
  name: z.string().nullable(),
});
export type Moment = z.infer<typeof moment>;

const foundEpisode = z.object({
  id: z.string(),
  title: z.string().nullable(),
  show: z.object({ id: z.string(), title: z.string() }),
  season: z.int(),
  number: z.int(),
  runId: uuid,
  /** Of all its moments that are alike enough. */
  total: z.int(),
  moments: z.array(moment),
});
export type FoundEpisode = z.infer<typeof foundEpisode>;

export const foundMoments = z
  .object({
    items: z.array(foundEpisode),
    /** Episodes on all pages. */
    total: z.int(),
    /** Moments of all of them. */
    moments: z.int(),
    leastLikeness: z.number(),
    /** Episodes that were looked in. */
    searched: z.int(),
    /** Episodes whose faces are still being read; they will be looked in soon. */
    waiting: z.int(),
    /** Episodes whose faces were described by another model, with which this face cannot be compared. */
    otherModels: z.int(),
  })
  .meta({ id: 'FoundMoments' });
export type FoundMoments = z.infer<typeof foundMoments>;

/** The face that was searched for. */
const askedFace = z.object({
  runId: uuid,
  number,
  track: number,
  episodeId: z.string(),
  seconds: z.number(),
  cropUrl: z.string().nullable(),
});
export const foundByFace = foundMoments.extend({ asked: askedFace }).meta({ id: 'FoundByFace' });
export type FoundByFace = z.infer<typeof foundByFace>;

const faceInPhoto = z.object({
  /** Shares of the upright picture's width and height. */
  box: z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() }),
  /** 0 to 1; below 0.1 somebody can hardly be recognised. */
  quality: z.number(),
});
export const foundByPhoto = foundMoments
  .extend({
    /** All faces of the picture, the largest first. */
    faces: z.array(faceInPhoto),
    /** Which of them was searched for. */
    face: z.int(),
  })
  .meta({ id: 'FoundByPhoto' });
export type FoundByPhoto = z.infer<typeof foundByPhoto>;
