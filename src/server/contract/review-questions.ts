/** Questions about who is who, the most settling first; how they are chosen stands in `src/review/questions.ts`. */
import { z } from 'zod';
import { uuid } from './ids.ts';
import { editBody, reviewPerson } from './review.ts';

/** Of an identity or a track. */
const number = z.int().min(1);

const questionKind = z.enum(['same-person', 'which-same', 'is-person', 'which-not', 'who', 'whose']);
export const askQuestions = z.object({
  runId: uuid,
  /** Only questions of these kinds; absent: of all. Without `which-same` every pair is a question of its own. */
  kinds: z.array(questionKind).min(1).optional(),
  limit: z.int().min(1).max(200).default(10),
  /** Whether it matters who somebody is, or only who is the same. */
  names: z.boolean().default(true),
  /** Keys of questions to pass over for now. */
  passed: z.array(z.string().max(100_000)).max(1000).default([]),
});
const candidate = z
  .object({
    number,
    /** That it is the same person, 0–1. */
    probability: z.number(),
    isAgain: z.boolean(),
    isTwiceInAFrame: z.boolean(),
    /** So likely that it counts as a yes unless somebody says no. */
    isMarked: z.boolean(),
  })
  .meta({ id: 'SameCandidate' });
export type SameCandidate = z.infer<typeof candidate>;
const evidence = z.object({ seconds: z.number().nullable(), url: z.string().nullable() });
export const reviewQuestion = z
  .object({
    /** Names the question, for passing it over. */
    key: z.string(),
    kind: questionKind,
    /** Somebody has said no already: it may have been a slip. */
    isAgain: z.boolean(),
    /** Both were in one frame: as one person, they would be in the picture twice, as in a mirror or a divided picture. */
    isTwiceInAFrame: z.boolean(),
    /** Whom it is about; of several the one with most seconds first; of `whose` those it may be, the likeliest first. */
    identities: z.array(number),
    /** Of `which-same`: those that may be the same person as the first of the identities, the most settling first. */
    candidates: z.array(candidate),
    person: reviewPerson.nullable(),
    /** Of `which-not`: those that may not belong. Of `whose`: the track that nobody has. */
    tracks: z.array(number),
    /** That the answer is yes, 0–1; of `which-same` that it is for one of them. */
    probability: z.number(),
    /** Cosine, −1 to 1, of what was compared. */
    likeness: z.number().nullable(),
    /** Seconds the answer is expected to settle. */
    seconds: z.number(),
    /** The two pictures that are most alike, one of each side. */
    reason: z.tuple([evidence, evidence]).nullable(),
    /**
     * What to append for an answer; null: it takes a name, or, of `which-same`, a `merge` of the marked ones and `different` for
     * each of the others. Of `whose`: to the likeliest; to somebody new.
     */
    yes: editBody.nullable(),
    no: editBody.nullable(),
  })
  .meta({ id: 'ReviewQuestion' });
export type ReviewQuestion = z.infer<typeof reviewQuestion>;
export const reviewQuestions = z
  .object({
    /** The last edit that is counted in; 0: none. */
    seq: z.int(),
    seconds: z.number(),
    settledSeconds: z.number(),
    /** Share of seconds from which there is no need to go on, unless one doubt is larger than the rest. */
    enough: z.number(),
    /** The most seconds that one wrong guess about who is the same would cost. */
    largestDoubt: z.number(),
    /** The most settling first. */
    items: z.array(reviewQuestion),
    total: z.int(),
    /** Of the identities that yeses would bring together: pairs that are two people, seen in one frame or told apart. */
    apart: z.array(z.tuple([number, number])),
  })
  .meta({ id: 'ReviewQuestions' });
export type ReviewQuestions = z.infer<typeof reviewQuestions>;
