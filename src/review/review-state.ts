/** Who is who in a run after edits: changed in place while a log is replayed, then only read. */
import type { IgnoredAs } from './edit.ts';
import type { MachineResult } from './machine-result.ts';

/** Who an identity is, and who says so. */
export interface Claim {
  readonly personId: string | null;
  /** Surely nobody of the cast. Neither this nor a person: nobody knows. */
  readonly isNobody: boolean;
  /** The edit that says so; null: the machine. */
  readonly edit: string | null;
}

export interface IdentityState {
  readonly number: number;
  /** The edit that made it; null: the machine. */
  readonly madeBy: string | null;
  readonly tracks: Set<number>;
  /** Faces that came alone, from tracks that stayed elsewhere. */
  readonly faces: Set<number>;
  claim: Claim;
  /** A word for somebody who is not in the cast. */
  name: string | null;
  ignoredAs: IgnoredAs | null;
  /** The edit that locked it. */
  lockedBy: string | null;
}

/** One of the two sides that an edit said are different people. */
export interface Side {
  readonly edit: string;
  readonly side: 0 | 1;
}

/** A time of a track that is somebody's by what was said in another run; of spans that overlap, the last counts. */
export interface Span {
  /** Exclusive: what is as near to two faces goes with the first. */
  readonly firstSeconds: number;
  readonly lastSeconds: number;
  /** An identity, which may have gone into another since; null: nobody. */
  readonly owner: number | null;
}

export interface ReviewState {
  readonly machine: MachineResult;
  /** The highest number the machine gave to an identity; those of edits lie above. */
  readonly lastMachineIdentity: number;
  /** Those that still exist. */
  readonly identities: Map<number, IdentityState>;
  /** Of identities that are no more: into which they went. */
  readonly absorbedBy: Map<number, number>;
  /** Identity of a track; null: nobody's. */
  readonly ownerOf: Map<number, number | null>;
  /** Identity of faces that do not go with their track. */
  readonly ownerOfFace: Map<number, number | null>;
  /** By track. Outside of them, who has a face has the time nearest to it. */
  readonly spans: Map<number, readonly Span[]>;
  /** Faces that went along with spans, and take no other time with them. */
  readonly facesInSpans: Set<number>;
  readonly trackOfFace: ReadonlyMap<number, number>;
  readonly facesOf: ReadonlyMap<number, readonly number[]>;
  /** People a track never is, each with the edit that says so. */
  readonly never: Map<number, Map<string, string>>;
  readonly sides: Map<number, Side[]>;
  /** Tracks that an edit said are all one person's: the last such edit. */
  readonly together: Map<number, string>;
  /** Tracks that are no faces, faces that nobody is recognised by: with the edit that says so. */
  readonly notFaces: Map<number, string>;
  readonly excludedFaces: Map<number, string>;
  readonly bounds: Map<number, { readonly firstSeconds: number; readonly lastSeconds: number }>;
}

/** As the machine left it. */
export function machineState(machine: MachineResult): ReviewState {
  const identities = new Map(
    machine.identities.map(({ identity, tracks, personId }) => [
      identity,
      makeIdentity({ number: identity, madeBy: null, tracks, claim: { personId, isNobody: false, edit: null } }),
    ]),
  );
  const ownerOf = new Map<number, number | null>(machine.tracks.map(({ track }) => [track, null]));
  for (const { identity, tracks } of machine.identities) for (const track of tracks) ownerOf.set(track, identity);
  return {
    machine,
    lastMachineIdentity: machine.identities.reduce((most, { identity }) => Math.max(most, identity), 0),
    identities,
    ownerOf,
    absorbedBy: new Map(),
    ownerOfFace: new Map(),
    spans: new Map(),
    facesInSpans: new Set(),
    trackOfFace: new Map(machine.tracks.flatMap(({ track, faces }) => faces.map((face) => [face, track]))),
    facesOf: new Map(machine.tracks.map(({ track, faces }) => [track, faces])),
    never: new Map(),
    sides: new Map(),
    together: new Map(),
    notFaces: new Map(),
    excludedFaces: new Map(),
    bounds: new Map(),
  };
}

const UNKNOWN: Claim = { personId: null, isNobody: false, edit: null };

export const makeIdentity = ({
  number,
  madeBy,
  tracks = [],
  claim = UNKNOWN,
}: Pick<IdentityState, 'number' | 'madeBy'> & {
  readonly tracks?: Iterable<number>;
  readonly claim?: Claim;
}): IdentityState => ({
  number,
  madeBy,
  tracks: new Set(tracks),
  faces: new Set(),
  claim,
  name: null,
  ignoredAs: null,
  lockedBy: null,
});

/** The identity that a number means now: itself, or the one it went into. */
export function currentIdentity(state: ReviewState, number: number): IdentityState | undefined {
  let now = number;
  for (let next = state.absorbedBy.get(now); next !== undefined; next = state.absorbedBy.get(now)) now = next;
  return state.identities.get(now);
}

/** The identity that has the time now; null: nobody. */
export const ownerOfSpan = (state: ReviewState, { owner }: Span): number | null =>
  owner === null ? null : (currentIdentity(state, owner)?.number ?? null);

/** Identities that have something: tracks, faces or time. */
export function holdersIn(state: ReviewState): ReadonlySet<number> {
  const spans = [...state.spans.values()].flat();
  const holders = new Set(spans.flatMap((span) => ownerOfSpan(state, span) ?? []));
  for (const { number, tracks, faces } of state.identities.values())
    if (tracks.size + faces.size > 0) holders.add(number);
  return holders;
}

/**
 * The number of the identity that an edit makes: above all of the machine's, and the same whatever is undone, since places in
 * the log never change.
 */
export const newIdentityOf = ({ lastMachineIdentity }: ReviewState, seq: number): number => lastMachineIdentity + seq;

/** Who it is: as people say; else as the machine accepts, unless somebody said never. */
export function personOf(state: ReviewState, identity: IdentityState): Claim {
  const { claim } = identity;
  if (claim.edit !== null || claim.personId === null) return claim;
  for (const track of identity.tracks) if (state.never.get(track)?.has(claim.personId)) return UNKNOWN;
  return claim;
}

/** Whether people have said who or what it is, so that nobody need ask. */
export const isSettled = ({ claim, ignoredAs, name }: IdentityState): boolean =>
  ignoredAs !== null || name !== null || (claim.edit !== null && (claim.personId !== null || claim.isNobody));
