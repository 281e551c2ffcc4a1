/** Recognises clusters as people of the cast, from photographs. */
import { cosine } from '../embed/vectors.ts';
import { solveAssignment } from '../geometry/assignment.ts';
import type { Embedding } from '../units.ts';
import type { TrackCluster } from './cluster-tracks.ts';

/** One person of the facebank. */
export interface CastMember {
  readonly name: string;
  /** One embedding per usable photograph. */
  readonly photos: readonly Embedding[];
}

export interface NamingOptions {
  /** Likeness from which a name is given without asking. */
  readonly acceptLikeness: number;
  /** Likeness from which a name is suggested. */
  readonly askLikeness: number;
  /** An accepted name must beat the person's next best cast member by this much. */
  readonly margin: number;
}

export interface NameVerdict {
  /** Index into the clusters. */
  readonly cluster: number;
  readonly verdict: 'accept' | 'ask' | 'reject';
  /** Best cast member, also when only suggested or rejected; null without a cast. */
  readonly name: string | null;
  readonly likeness: number;
  readonly margin: number;
}
