/** What people said, as facts about tracks: for another analysis to obey. */
import type { IdentityState, ReviewState } from './review-state.ts';

type Pair = readonly [number, number];

export interface TrackFacts {
  /** The same person. */
  readonly must: readonly Pair[];
  /** Two people. */
  readonly cannot: readonly Pair[];
  /** Who a track is; null: surely nobody of the cast. */
  readonly people: readonly { readonly track: number; readonly personId: string | null }[];
  readonly never: readonly { readonly track: number; readonly personId: string }[];
  /** No faces, and pictures of people. */
  readonly notFaces: readonly number[];
}

/** More pairs than this say nothing that fewer do not. */
const MOST_TRACKS_A_SIDE = 40;

export function factsOf(state: ReviewState): TrackFacts {
  const identities = [...state.identities.values()];
  const vouched = identities.filter((identity) => isVouched(state, identity));
  const pictures = identities.filter(({ ignoredAs }) => ignoredAs === 'poster' || ignoredAs === 'screen');
  return {
    must: [...vouched.flatMap((identity) => chain(tracksIn(state, identity))), ...chainsOf(state.together)],
    cannot: apart(state),
    people: vouched.flatMap((identity) => {
      const { personId, isNobody } = identity.claim;
      if (personId === null && !isNobody) return [];
      return tracksIn(state, identity).map((track) => ({ track, personId }));
    }),
    never: [...state.never].flatMap(([track, said]) => [...said.keys()].map((personId) => ({ track, personId }))),
    notFaces: [...new Set([...state.notFaces.keys(), ...pictures.flatMap(({ tracks }) => [...tracks])])].sort(
      (a, b) => a - b,
    ),
  };
}

/** Whether people have put it together, or said who it is: then all of it is one person for sure. */
function isVouched({ absorbedBy }: ReviewState, { number, madeBy, claim, name }: IdentityState): boolean {
  return madeBy !== null || claim.edit !== null || name !== null || [...absorbedBy.values()].includes(number);
}

const tracksIn = ({ notFaces }: ReviewState, { tracks }: IdentityState): number[] =>
  [...tracks].filter((track) => !notFaces.has(track)).sort((a, b) => a - b);

/** Each with the next: all are linked by as few pairs as there can be. */
const chain = (tracks: readonly number[]): Pair[] =>
  tracks.slice(1).map((track, index) => [tracks[index] ?? track, track]);

function chainsOf(together: ReadonlyMap<number, string>): Pair[] {
  const groups = new Map<string, number[]>();
  for (const [track, edit] of together) groups.set(edit, [...(groups.get(edit) ?? []), track]);
  return [...groups.values()].flatMap((tracks) => chain(tracks.sort((a, b) => a - b)));
}

function apart({ sides }: ReviewState): Pair[] {
  const groups = new Map<string, [number[], number[]]>();
  for (const [track, said] of sides) {
    for (const { edit, side } of said) {
      const group = groups.get(edit) ?? [[], []];
      group[side].push(track);
      groups.set(edit, group);
    }
  }
  return [...groups.values()].flatMap(([one, other]) =>
    one
      .slice(0, MOST_TRACKS_A_SIDE)
      .flatMap((first) => other.slice(0, MOST_TRACKS_A_SIDE).map((second): Pair => [first, second])),
  );
}
