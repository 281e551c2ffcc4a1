/** How well the people of a show can be told apart, and from which likeness on they get a name. Likeness is a cosine. */
import { z } from 'zod';
import { instant, showId } from './ids.ts';

const likeness = z.number().min(-1).max(1);
const modelId = z.int().min(1);

const share = z.object({
  count: z.int(),
  of: z.int(),
  /** 95 % interval, 0–1. */
  low: z.number(),
  high: z.number(),
});

const lines = z.object({ acceptLikeness: likeness, askLikeness: likeness });

const comparison = z.object({
  /** Two photographs; mean faces of two tracks; the mean face of a track with the photographs of a person, as naming does it. */
  kind: z.enum(['photos', 'faces', 'naming']),
  /** Comparisons of one person with themselves, by bin; the bins are those of `binWidth` from −1 on. */
  same: z.array(z.int()),
  /** Of two people. */
  different: z.array(z.int()),
  people: z.int(),
  /** Null: there is too little. */
  accept: z.object({ line: likeness, low: likeness, high: likeness }).nullable(),
  ask: likeness.nullable(),
  tooFew: z
    .object({ people: z.int(), leastPeople: z.int(), comparisons: z.int(), leastComparisons: z.int() })
    .nullable(),
});
export type ComparisonKind = z.infer<typeof comparison>['kind'];

/** What a pair of lines would do, by the comparison that is most like naming and has data. */
const effect = z.object({
  by: z.enum(['photos', 'faces', 'naming']).nullable(),
  /** Comparisons of two people that reach the accept line. */
  falseAccepts: share,
  /** Comparisons of one person that reach it. */
  trueAccepts: share,
});

const modelRecognition = z
  .object({
    modelId,
    /** Pack and file. */
    pack: z.string(),
    file: z.string(),
    sha256: z.string(),
    photos: z.int(),
    /** Tracks of known people that were compared, and how many of them a person has decided about. */
    tracks: z.int(),
    decidedTracks: z.int(),
    /** There are more than are compared: some of each person are. */
    isSample: z.boolean(),
    comparisons: z.array(comparison),
    present: lines.extend({
      effect,
      /** Null: the program's own lines. */
      adoptedBy: z.string().nullable(),
      adoptedAt: instant.nullable(),
    }),
    /** Null: too little data. `by` is null where the program's own lines are higher than what the data say. */
    proposed: lines.extend({ effect, by: z.enum(['photos', 'faces', 'naming']).nullable() }).nullable(),
  })
  .meta({ id: 'ModelRecognition' });
export type ModelRecognition = z.infer<typeof modelRecognition>;

export const recognition = z
  .object({
    binWidth: z.number(),
    /** Share of comparisons of two people that may reach the lines. */
    acceptRate: z.number(),
    askRate: z.number(),
    defaults: lines,
    /** By embedder; none where nothing has been embedded yet. */
    models: z.array(modelRecognition),
  })
  .meta({ id: 'Recognition' });
export type Recognition = z.infer<typeof recognition>;

export const ofModel = z.object({ showId, modelId });
export const adoptLines = ofModel
  .extend({ acceptLikeness: likeness, askLikeness: likeness })
  .refine(({ acceptLikeness, askLikeness }) => askLikeness <= acceptLikeness, {
    path: ['askLikeness'],
    message: 'A name cannot be suggested from a higher likeness than it is given from.',
  });
export const adoptedLines = lines.extend({ modelId }).meta({ id: 'AdoptedLines' });
