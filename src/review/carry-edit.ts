/**
 * An edit of one run, applied to another: what it says of an identity is said of the counterparts of its tracks. An identity of
 * the other run that holds more than those is divided, never changed as a whole: nobody said anything of the rest.
 */
import { APPLIED, applyEdit, claim, gather, keepTogether, type Outcome, reject, tellApart } from './apply-edit.ts';
import { carryBounds } from './carry-bounds.ts';
import {
  absorbLones,
  departAgain,
  departuresFrom,
  gatherLoneFaces,
  hasDepartures,
  hasNoOtherParts,
  lockOf,
  lonesAmong,
  loneThere,
  moveParts,
  partsOf,
  returnAsThere,
} from './carry-faces.ts';
import { type Carrying, counterpartsOf } from './carrying.ts';
import { absorb, addIdentity, moveTrack, ownersOf } from './change-state.ts';
import type { EditBody, LoggedEdit } from './edit.ts';
import { currentIdentity, type IdentityState, newIdentityOf, type ReviewState } from './review-state.ts';

const UNMATCHED: Outcome = { state: 'unmatched' };

export function carryEdit(carrying: Carrying, edit: LoggedEdit): Outcome {
  const { from, to } = carrying;
  const { body } = edit;
  switch (body.kind) {
    case 'reject': {
      if (isLone(carrying, body.identity)) return APPLIED;
      const tracks = counterpartsOf(carrying, currentIdentity(from, body.identity)?.tracks ?? []);
      return free(carrying, tracks) ?? reject(to, tracks, { id: edit.id, personId: body.personId });
    }
    case 'one-person': {
      if (isLone(carrying, body.identity)) return APPLIED;
      const tracks = counterpartsOf(carrying, currentIdentity(from, body.identity)?.tracks ?? []);
      return free(carrying, tracks) ?? keepTogether(to, tracks, edit.id);
    }
    case 'different': {
      if (body.identities.some((number) => isLone(carrying, number))) return APPLIED;
      const groups = body.identities.map((number) =>
        counterpartsOf(carrying, currentIdentity(from, number)?.tracks ?? []),
      );
      return groups.some((group) => group.length === 0) ? UNMATCHED : tellApart(to, groups, edit.id);
    }
    case 'move-faces':
      return carryFaces(carrying, edit, body);
    case 'exclude-faces': {
      const parts = partsOf(carrying, body.faces);
      if (parts.length === 0) return UNMATCHED;
      // Where the other run has embedded no face nobody is recognised by one.
      const faces = parts.flatMap((part) => part.faces);
      return lockOf(to, parts) ?? applyEdit(to, { ...edit, body: { ...body, faces } });
    }
    case 'not-a-face': {
      const tracks = counterpartsOf(carrying, body.tracks);
      return free(carrying, tracks) ?? applyEdit(to, { ...edit, body: { ...body, tracks } });
    }
    case 'set-bounds': {
      const tracks = counterpartsOf(carrying, [body.track]);
      return free(carrying, tracks) ?? (carryBounds(carrying, body.track) ? APPLIED : UNMATCHED);
    }
    default:
      return carryIdentity(carrying, edit, body);
  }
}

/** Consists of faces alone in both runs: what is said of tracks says nothing of it. */
function isLone(carrying: Carrying, number: number): boolean {
  const identity = currentIdentity(carrying.from, number);
  if (identity?.tracks.size !== 0) return false;
  return identity.faces.size === 0 || loneThere(carrying, identity) !== undefined;
}

/** @returns why nothing can be done with these tracks; undefined: something can. */
function free({ to }: Carrying, tracks: readonly number[]): Outcome | undefined {
  if (tracks.length === 0) return UNMATCHED;
  const by = ownersOf(to, tracks).find(({ lockedBy }) => lockedBy !== null)?.lockedBy;
  return by ? { state: 'locked', by } : undefined;
}

function carryFaces(carrying: Carrying, edit: LoggedEdit, body: Extract<EditBody, { kind: 'move-faces' }>): Outcome {
  const { to } = carrying;
  const parts = partsOf(carrying, body.faces);
  if (parts.length === 0) return UNMATCHED;
  const obstacle = lockOf(to, parts);
  if (obstacle) return obstacle;
  const target = body.to === 'unassigned' ? null : targetThere(carrying, edit, body.to);
  if (target?.lockedBy) return { state: 'locked', by: target.lockedBy };
  moveParts(to, parts, target?.number ?? null);
  return APPLIED;
}

/** Where faces go. Where the identity is not there yet, with all that was said of it. */
function targetThere(carrying: Carrying, { id, seq }: LoggedEdit, to: number | 'new'): IdentityState {
  const make = () => addIdentity(carrying.to, newIdentityOf(carrying.to, seq), id);
  const like = to === 'new' ? undefined : currentIdentity(carrying.from, to);
  if (!like) return make();
  const known = holderOf(carrying, counterpartsOf(carrying, like.tracks)) ?? loneThere(carrying, like);
  return known ?? likeThat(make(), like);
}

function likeThat(there: IdentityState, like: IdentityState): IdentityState {
  // All that was ever said of it, said of its like.
  if (like.claim.edit !== null) there.claim = like.claim;
  there.name = like.name;
  there.ignoredAs = like.ignoredAs;
  there.lockedBy = like.lockedBy;
  return there;
}

type AboutIdentity = Exclude<
  EditBody,
  { kind: 'reject' | 'different' | 'one-person' | 'move-faces' | 'exclude-faces' | 'not-a-face' | 'set-bounds' }
>;

/** Makes the other run have an identity like the one that the edit changed or made, as far as the edit speaks of it. */
function carryIdentity(carrying: Carrying, edit: LoggedEdit, body: AboutIdentity): Outcome {
  const { to } = carrying;
  if (body.kind === 'move-tracks' && body.to === 'unassigned') {
    const tracks = counterpartsOf(carrying, body.tracks);
    return free(carrying, tracks) ?? applyEdit(to, { ...edit, body: { ...body, tracks } });
  }
  const like = changedBy(carrying.from, edit, body);
  if (!like) return UNMATCHED;
  // Nothing is left of it: whatever comes to it brings along what was said.
  if (like.tracks.size + like.faces.size === 0) return APPLIED;
  const tracks = counterpartsOf(carrying, like.tracks);
  // Of faces alone, or all of its tracks are lost.
  const lone = tracks.length === 0 ? loneThere(carrying, like) : undefined;
  if (tracks.length === 0 && !lone) return UNMATCHED;
  const obstacle = body.kind === 'lock' ? undefined : lone ? lockedOne(lone) : free(carrying, tracks);
  if (obstacle) return obstacle;
  const isExact = body.kind === 'assign-tracks' || body.kind === 'split';
  const departures = hasDepartures(carrying.from, like.tracks) ? departuresFrom(to, tracks) : null;
  // Before tracks are moved: what has none afterwards has given all it had, with what was said of it.
  const lones = lonesAmong(carrying, joinedBy(body));
  const found = lone ?? (isExact ? gather(to, tracks, edit) : pick(carrying, { tracks, faces: like.faces }, edit));
  // What somebody said of it was said of another one: these tracks have left that.
  const isAnother = !lone && like.claim.edit === null && found.claim.edit !== null;
  const there = isAnother ? leave(to, tracks, edit) : found;
  if (departures) departAgain(to, departures);
  if ('tracks' in body) returnAsThere(carrying, body.tracks);
  absorbLones(to, lones, there);
  gatherLoneFaces(carrying, like, there);
  const outcome = 'personId' in body ? claim(to, there, { id: edit.id, personId: body.personId }) : APPLIED;
  likeThat(there, like);
  if (body.kind === 'split') tellApartThere(carrying, edit.id);
  return outcome;
}

/** Identities that an edit makes one. */
function joinedBy(body: AboutIdentity): readonly number[] {
  if (body.kind === 'merge') return [body.into, ...body.from];
  return body.kind === 'move-tracks' && typeof body.to === 'number' ? [body.to] : [];
}

const lockedOne = ({ lockedBy }: IdentityState): Outcome | undefined =>
  lockedBy === null ? undefined : { state: 'locked', by: lockedBy };

/** Who a split keeps apart in its own run is kept apart in the other one. */
function tellApartThere(carrying: Carrying, id: string): void {
  const groups: [number[], number[]] = [[], []];
  for (const [track, said] of carrying.from.sides) {
    for (const { edit, side } of said) if (edit === id) groups[side].push(track);
  }
  const there = groups.map((tracks) => counterpartsOf(carrying, tracks));
  if (there.every((tracks) => tracks.length > 0)) tellApart(carrying.to, there, id);
}

/** The identity that an edit has changed or made. */
function changedBy(from: ReviewState, { seq }: LoggedEdit, body: AboutIdentity): IdentityState | undefined {
  switch (body.kind) {
    case 'merge':
      return currentIdentity(from, body.into);
    case 'split':
      return currentIdentity(from, newIdentityOf(from, seq));
    case 'assign-tracks':
      return ownersOf(from, body.tracks)[0];
    case 'move-tracks':
      return currentIdentity(from, typeof body.to === 'number' ? body.to : newIdentityOf(from, seq));
    default:
      return currentIdentity(from, body.identity);
  }
}

/** One identity for these tracks: the one that holds them and nothing else that is known, or one that takes them in. */
function pick(
  carrying: Carrying,
  { tracks, faces }: { readonly tracks: readonly number[]; readonly faces: Iterable<number> },
  edit: LoggedEdit,
): IdentityState {
  const { to, known } = carrying;
  const wanted = new Set(tracks);
  const isWithin = (owner: IdentityState) =>
    [...owner.tracks].every((track) => wanted.has(track) || !known.has(track)) &&
    hasNoOtherParts(carrying, owner, faces);
  const [base, ...others] = ownersOf(to, tracks).filter(isWithin);
  if (!base) return gather(to, tracks, edit);
  for (const other of others) {
    if (edit.body.kind === 'merge') absorb(to, other, base);
    // It stays, with all that was said of it, for what may come to it.
    else for (const track of [...other.tracks]) moveTrack(to, track, base.number);
  }
  for (const track of tracks) if (!base.tracks.has(track)) moveTrack(to, track, base.number);
  return base;
}

/** A new identity that takes these tracks. */
function leave(to: ReviewState, tracks: readonly number[], { id, seq }: LoggedEdit): IdentityState {
  const made = addIdentity(to, newIdentityOf(to, seq), id);
  for (const track of tracks) moveTrack(to, track, made.number);
  return made;
}

/** The identity that holds most of these tracks. */
function holderOf({ to }: Carrying, tracks: readonly number[]): IdentityState | undefined {
  const shared = (owner: IdentityState) => tracks.filter((track) => owner.tracks.has(track)).length;
  return ownersOf(to, tracks).toSorted((a, b) => shared(b) - shared(a) || a.number - b.number)[0];
}
