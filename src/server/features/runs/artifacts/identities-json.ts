import { z } from 'zod';
import { formatJson, parseArtifact } from '../../../results/parse-artifact.ts';

/** Who one identity is. `ask`: probably this person, to be confirmed by somebody. */
const castMatch = z.object({
  verdict: z.enum(['accept', 'ask', 'reject']),
  name: z.string().nullable(),
  /** Cosine of the identity to this cast member's photographs, and how much more than to the next best member. */
  likeness: z.number(),
  margin: z.number(),
  /** Not the photographs but somebody who looked at an earlier run says so; a null name: it is nobody of the cast. */
  said: z.literal(true).optional(),
});

const entry = z.object({
  /** 1-based. */
  identity: z.int().positive(),
  name: z.string().nullable(),
  /** Track numbers, ascending. */
  tracks: z.array(z.int().positive()),
  /** Sightings in those tracks. */
  faceCount: z.int().nonnegative(),
  /** Mean cosine similarity of its tracks to its centroid, −1 to 1; null where it has no embedding. */
  cohesion: z.number().min(-1).max(1).nullable(),
  /** 0–1. */
  confidence: z.number().min(0).max(1),
  /** 0-based row of the identity's mean embedding in `centroids.npy`; null where it has none. */
  centroidRow: z.int().nonnegative().nullable(),
  /** Path of its best face crop, relative to the result folder, with `/`. */
  bestCrop: z.string().nullable(),
  /** Null without a cast, where nobody has said anything. */
  castMatch: castMatch.nullable(),
});

const file = z.object({ schemaVersion: z.literal(1), identities: z.array(entry) });

/** One identity as `identities.json` has it. */
export type IdentityEntry = z.infer<typeof entry>;

/** Text of `identities.json`. */
export function formatIdentities(identities: readonly IdentityEntry[]): string {
  return formatJson({ schemaVersion: 1, identities });
}

/** Entries of the text of `identities.json`. @throws UserError when it is damaged; `place` is the path to name. */
export function parseIdentities(text: string, place: string): readonly IdentityEntry[] {
  return parseArtifact(file, text, place).identities;
}
