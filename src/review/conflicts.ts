/** What does not fit together after edits: shown, never settled in silence. */
import type { Outcome } from './apply-edit.ts';
import type { MachineTrack } from './machine-result.ts';
import type { Replayed } from './replay.ts';
import { type IdentityState, personOf, type ReviewState } from './review-state.ts';

export type Conflict =
  /** An edit had no effect here, or took back what another one said. */
  | {
      readonly kind: 'no-target' | 'locked' | 'unmatched' | 'overrules';
      readonly edit: string;
      readonly others: readonly string[];
    }
  /** One person in two places of one frame. */
  | {
      readonly kind: 'twice-in-a-frame';
      readonly identities: readonly number[];
      readonly tracks: readonly [number, number];
    }
  /** Somebody said that they are two people. */
  | { readonly kind: 'told-apart'; readonly identities: readonly number[]; readonly edit: string }
  /** Somebody said never of a track, and it is in an identity that is said to be this person. */
  | {
      readonly kind: 'never';
      readonly identities: readonly number[];
      readonly edit: string;
      readonly personId: string;
    };

export function conflictsOf({ state, outcomes }: Replayed): readonly Conflict[] {
  const subjects = subjectsOf(state);
  return [
    ...[...outcomes].flatMap(([edit, outcome]) => conflictOfOutcome(edit, outcome)),
    ...subjects.flatMap((group) => twiceInAFrame(state, group)),
    ...subjects.flatMap((group) => toldApart(state, group)),
    ...[...state.identities.values()].flatMap((identity) => neverThem(state, identity)),
  ];
}

function conflictOfOutcome(edit: string, outcome: Outcome): readonly Conflict[] {
  switch (outcome.state) {
    case 'applied':
      return outcome.overrules.length > 0 ? [{ kind: 'overrules', edit, others: outcome.overrules }] : [];
    case 'locked':
      return [{ kind: 'locked', edit, others: [outcome.by] }];
    default:
      return [{ kind: outcome.state, edit, others: [] }];
  }
}

/** Identities that are one person, together; others alone. */
export function subjectsOf(state: ReviewState): readonly (readonly IdentityState[])[] {
  const groups = new Map<string | number, IdentityState[]>();
  for (const identity of state.identities.values()) {
    const key = personOf(state, identity).personId ?? identity.number;
    groups.set(key, [...(groups.get(key) ?? []), identity]);
  }
  return [...groups.values()];
}

/** Pairs of tracks that share a frame, by time. */
export const twiceIn = (state: ReviewState): readonly (readonly [number, number])[] =>
  sharingAFrame(state.machine.tracks.filter(({ track }) => !state.notFaces.has(track)));

function sharingAFrame(unsorted: readonly MachineTrack[]): readonly (readonly [number, number])[] {
  const tracks = unsorted.toSorted((a, b) => a.firstSeconds - b.firstSeconds || a.track - b.track);
  const pairs: [number, number][] = [];
  for (const [index, one] of tracks.entries()) {
    for (let next = index + 1; next < tracks.length; next += 1) {
      const other = tracks[next];
      if (!other || other.firstSeconds > one.lastSeconds) break;
      if (shareAFrame(one, other)) pairs.push([one.track, other.track]);
    }
  }
  return pairs;
}

/** The first such pair of each pair of identities. */
function twiceInAFrame(state: ReviewState, group: readonly IdentityState[]): readonly Conflict[] {
  const owner = new Map(group.flatMap(({ number, tracks }) => [...tracks].map((track) => [track, number] as const)));
  const own = state.machine.tracks.filter(({ track }) => owner.has(track) && !state.notFaces.has(track));
  const found = new Map<string, Conflict>();
  for (const [one, other] of sharingAFrame(own)) {
    if (areOne(state, one, other)) continue;
    const identities = [...new Set([owner.get(one) ?? 0, owner.get(other) ?? 0])].sort((a, b) => a - b);
    const key = identities.join(' ');
    if (!found.has(key)) found.set(key, { kind: 'twice-in-a-frame', identities, tracks: [one, other] });
  }
  return [...found.values()];
}

/** Somebody said so of all tracks at once, whatever the frame shows: a mirror, a divided picture. */
function areOne({ together }: ReviewState, one: number, other: number): boolean {
  const said = together.get(one);
  return said !== undefined && said === together.get(other);
}

function shareAFrame({ frames }: MachineTrack, other: MachineTrack): boolean {
  const theirs = new Set(other.frames);
  return frames.some((frame) => theirs.has(frame));
}

function toldApart(state: ReviewState, group: readonly IdentityState[]): readonly Conflict[] {
  const seen = new Map<string, { readonly sides: Set<number>; readonly identities: Set<number> }>();
  for (const { number, tracks } of group) {
    for (const track of tracks) {
      for (const { edit, side } of state.sides.get(track) ?? []) {
        const entry = seen.get(edit) ?? { sides: new Set(), identities: new Set() };
        entry.sides.add(side);
        entry.identities.add(number);
        seen.set(edit, entry);
      }
    }
  }
  return [...seen].flatMap(([edit, { sides, identities }]) =>
    sides.size > 1 ? [{ kind: 'told-apart' as const, edit, identities: [...identities].sort((a, b) => a - b) }] : [],
  );
}

function neverThem(state: ReviewState, identity: IdentityState): readonly Conflict[] {
  const { personId } = personOf(state, identity);
  if (personId === null) return [];
  const edits = new Set([...identity.tracks].flatMap((track) => state.never.get(track)?.get(personId) ?? []));
  return [...edits].map((edit) => ({ kind: 'never', edit, personId, identities: [identity.number] }));
}
