/**
 * An edit of one run, applied to another: what it says of an identity is said of the counterparts of its tracks. An identity of
 * the other run that holds more than those is divided, never changed as a whole: nobody said anything of the rest.
 */
import { APPLIED, applyEdit, claim, gather, keepTogether, type Outcome, reject, tellApart } from './apply-edit.ts';
import { absorb, addIdentity, moveTrack, ownersOf } from './change-state.ts';
import type { EditBody, LoggedEdit } from './edit.ts';
import type { Counterparts } from './machine-result.ts';
import { currentIdentity, type IdentityState, newIdentityOf, type ReviewState } from './review-state.ts';

export interface Carrying {
  /** Of the run in which the edit was made, just after it was applied there. */
  readonly from: ReviewState;
  readonly to: ReviewState;
  readonly counterparts: Counterparts;
  /** Tracks of the other run that have a counterpart at all. */
  readonly known: ReadonlySet<number>;
}

const UNMATCHED: Outcome = { state: 'unmatched' };

export function carryEdit(carrying: Carrying, edit: LoggedEdit): Outcome {
  const { from, to, counterparts } = carrying;
  const { body } = edit;
  switch (body.kind) {
    case 'reject': {
      const tracks = counterpartsOf(carrying, currentIdentity(from, body.identity)?.tracks ?? []);
      return free(carrying, tracks) ?? reject(to, tracks, { id: edit.id, personId: body.personId });
    }
    case 'one-person': {
      const tracks = counterpartsOf(carrying, currentIdentity(from, body.identity)?.tracks ?? []);
      return free(carrying, tracks) ?? keepTogether(to, tracks, edit.id);
    }
    case 'different': {
      const groups = body.identities.map((number) =>
        counterpartsOf(carrying, currentIdentity(from, number)?.tracks ?? []),
      );
      return groups.some((group) => group.length === 0) ? UNMATCHED : tellApart(to, groups, edit.id);
    }
    case 'move-faces':
    case 'exclude-faces':
      return carryFaces(carrying, edit, body);
    case 'not-a-face': {
      const tracks = counterpartsOf(carrying, body.tracks);
      return free(carrying, tracks) ?? applyEdit(to, { ...edit, body: { ...body, tracks } });
    }
    case 'set-bounds': {
      const [track] = counterpartsOf(carrying, [body.track]);
      if (track === undefined) return UNMATCHED;
      const moved = (time: number) => Math.max(0, time + counterparts.shiftSeconds);
      const there = { track, firstSeconds: moved(body.firstSeconds), lastSeconds: moved(body.lastSeconds) };
      return applyEdit(to, { ...edit, body: { ...body, ...there } });
    }
    default:
      return carryIdentity(carrying, edit, body);
  }
}

/** @returns why nothing can be done with these tracks; undefined: something can. */
function free({ to }: Carrying, tracks: readonly number[]): Outcome | undefined {
  if (tracks.length === 0) return UNMATCHED;
  const by = ownersOf(to, tracks).find(({ lockedBy }) => lockedBy !== null)?.lockedBy;
  return by ? { state: 'locked', by } : undefined;
}

function carryFaces(
  carrying: Carrying,
  edit: LoggedEdit,
  body: Extract<EditBody, { kind: 'move-faces' | 'exclude-faces' }>,
): Outcome {
  const faces = body.faces.flatMap((face) => carrying.counterparts.faceOf.get(face) ?? []);
  if (faces.length === 0) return UNMATCHED;
  if (body.kind === 'exclude-faces' || typeof body.to !== 'number') {
    return applyEdit(carrying.to, { ...edit, body: { ...body, faces } });
  }
  const target = counterpartsOf(carrying, currentIdentity(carrying.from, body.to)?.tracks ?? []);
  const to = holderOf(carrying, target)?.number ?? 'new';
  return applyEdit(carrying.to, { ...edit, body: { ...body, faces, to } });
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
  const tracks = counterpartsOf(carrying, like?.tracks ?? []);
  if (!like || tracks.length === 0) return UNMATCHED;
  const obstacle = body.kind === 'lock' ? undefined : free(carrying, tracks);
  if (obstacle) return obstacle;
  const isExact = body.kind === 'assign-tracks' || body.kind === 'split';
  const found = isExact ? gather(to, tracks, edit) : pick(carrying, tracks, edit);
  // What somebody said of it was said of another one: these tracks have left that.
  const there = like.claim.edit === null && found.claim.edit !== null ? leave(to, tracks, edit) : found;
  const outcome = 'personId' in body ? claim(to, there, { id: edit.id, personId: body.personId }) : APPLIED;
  // All that was ever said of it, said of its like.
  if (like.claim.edit !== null) there.claim = like.claim;
  there.name = like.name;
  there.ignoredAs = like.ignoredAs;
  there.lockedBy = like.lockedBy;
  if (body.kind === 'split') tellApartThere(carrying, edit.id);
  return outcome;
}

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

function counterpartsOf({ counterparts }: Carrying, tracks: Iterable<number>): number[] {
  const found = new Set<number>();
  for (const track of tracks) for (const there of counterparts.trackOf.get(track) ?? []) found.add(there);
  return [...found].sort((a, b) => a - b);
}

/** One identity for these tracks: the one that holds them and nothing else that is known, or one that takes them in. */
function pick(carrying: Carrying, tracks: readonly number[], edit: LoggedEdit): IdentityState {
  const { to, known } = carrying;
  const wanted = new Set(tracks);
  const isWithin = (owner: IdentityState) => [...owner.tracks].every((track) => wanted.has(track) || !known.has(track));
  const [base, ...others] = ownersOf(to, tracks).filter(isWithin);
  if (!base) return gather(to, tracks, edit);
  for (const other of others) absorb(to, other, base);
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
