/** One edit, applied to the run its author was looking at. */
import { absorb, addIdentity, dropSpans, moveFace, moveTrack, ownersOf } from './change-state.ts';
import type { Destination, EditBody, LoggedEdit } from './edit.ts';
import { currentIdentity, type IdentityState, newIdentityOf, type ReviewState } from './review-state.ts';

/** What became of an edit in a run. */
export type Outcome =
  | { readonly state: 'applied'; readonly overrules: readonly string[] }
  /** It speaks of something that is not there (any more): an edit that made it is undone. */
  | { readonly state: 'no-target' }
  /** Somebody has locked what it would change. */
  | { readonly state: 'locked'; readonly by: string }
  /** None of its tracks was found in this run. */
  | { readonly state: 'unmatched' };

export const APPLIED: Outcome = { state: 'applied', overrules: [] };
const NO_TARGET: Outcome = { state: 'no-target' };

export function applyEdit(state: ReviewState, edit: LoggedEdit): Outcome {
  const { body } = edit;
  const touched = touchedBy(state, body);
  if (touched === null) return NO_TARGET;
  const locked = body.kind === 'lock' ? undefined : touched.find(({ lockedBy }) => lockedBy !== null);
  if (locked?.lockedBy) return { state: 'locked', by: locked.lockedBy };
  return change(state, edit, touched);
}

/** The identities an edit speaks of or takes from; null where one of them, or a track or face, does not exist. */
function touchedBy(state: ReviewState, body: EditBody): readonly IdentityState[] | null {
  const named = namedIdentities(body).map((number) => currentIdentity(state, number));
  if (named.some((identity) => identity === undefined)) return null;
  const tracks = namedTracks(state, body);
  if (tracks.some((track) => !state.ownerOf.has(track))) return null;
  const all = [...named.flatMap((identity) => identity ?? []), ...ownersOf(state, tracks)];
  return [...new Set(all)];
}

/** Numbers of identities that an edit names, in the order it names them. */
function namedIdentities(body: EditBody): readonly number[] {
  switch (body.kind) {
    case 'merge':
      return [body.into, ...body.from];
    case 'different':
      return body.identities;
    case 'move-tracks':
    case 'move-faces':
      return typeof body.to === 'number' ? [body.to] : [];
    case 'assign-tracks':
    case 'exclude-faces':
    case 'not-a-face':
    case 'set-bounds':
      return [];
    default:
      return [body.identity];
  }
}

/** Tracks that an edit names, by themselves or by their faces; an unknown face has track 0, which nobody has. */
function namedTracks({ trackOfFace }: ReviewState, body: EditBody): readonly number[] {
  switch (body.kind) {
    case 'assign-tracks':
    case 'split':
    case 'move-tracks':
    case 'not-a-face':
      return body.tracks;
    case 'move-faces':
    case 'exclude-faces':
      return body.faces.map((face) => trackOfFace.get(face) ?? 0);
    case 'set-bounds':
      return [body.track];
    default:
      return [];
  }
}

function change(state: ReviewState, { id, seq, body }: LoggedEdit, touched: readonly IdentityState[]): Outcome {
  const [first] = touched;
  switch (body.kind) {
    case 'assign':
    case 'confirm':
      return first ? claim(state, first, { id, personId: body.personId }) : NO_TARGET;
    case 'assign-tracks':
      return claim(state, gather(state, body.tracks, { id, seq }), { id, personId: body.personId });
    case 'unassign':
      return set(first, { claim: { personId: null, isNobody: false, edit: id } });
    case 'rename':
      return set(first, { name: body.name });
    case 'lock':
      return set(first, { lockedBy: body.locked ? id : null });
    case 'ignore':
      return set(first, { ignoredAs: body.as });
    case 'merge':
      return merge(state, touched);
    case 'split':
      return split(state, body, { id, seq });
    case 'move-tracks': {
      const to = destination(state, body.to, { id, seq });
      for (const track of body.tracks) moveTrack(state, track, to);
      return APPLIED;
    }
    case 'move-faces': {
      const to = destination(state, body.to, { id, seq });
      for (const face of body.faces) {
        dropSpans(state, state.trackOfFace.get(face) ?? 0);
        moveFace(state, face, to);
      }
      return APPLIED;
    }
    case 'exclude-faces':
      for (const face of body.faces) state.excludedFaces.set(face, id);
      return APPLIED;
    case 'not-a-face':
      for (const track of body.tracks) state.notFaces.set(track, id);
      return APPLIED;
    case 'reject':
      return first ? reject(state, first.tracks, { id, personId: body.personId }) : NO_TARGET;
    case 'different':
      return tellApart(
        state,
        touched.map(({ tracks }) => tracks),
        id,
      );
    case 'one-person':
      return first ? keepTogether(state, first.tracks, id) : NO_TARGET;
    case 'set-bounds':
      state.bounds.set(body.track, { firstSeconds: body.firstSeconds, lastSeconds: body.lastSeconds });
      return APPLIED;
  }
}

interface Making {
  readonly id: string;
  readonly seq: number;
}

/** Says who an identity is. That overrules who said that it is somebody else, or never this person. */
export function claim(
  state: ReviewState,
  identity: IdentityState,
  { id, personId }: { readonly id: string; readonly personId: string | null },
): Outcome {
  const overrules = new Set<string>();
  const { claim: before } = identity;
  if (before.edit !== null && (before.personId !== personId || before.isNobody !== (personId === null))) {
    overrules.add(before.edit);
  }
  if (personId !== null) {
    for (const track of identity.tracks) {
      const said = state.never.get(track);
      const edit = said?.get(personId);
      if (edit === undefined) continue;
      overrules.add(edit);
      said?.delete(personId);
    }
  }
  identity.claim = { personId, isNobody: personId === null, edit: id };
  return { state: 'applied', overrules: [...overrules] };
}

/** Says who tracks never are. */
export function reject(
  state: ReviewState,
  tracks: Iterable<number>,
  { id, personId }: { readonly id: string; readonly personId: string },
): Outcome {
  for (const track of tracks) {
    const said = state.never.get(track) ?? new Map<string, string>();
    if (!said.has(personId)) said.set(personId, id);
    state.never.set(track, said);
  }
  const overrules = new Set<string>();
  for (const owner of ownersOf(state, tracks)) {
    if (owner.claim.personId !== personId || owner.claim.edit === null) continue;
    overrules.add(owner.claim.edit);
    owner.claim = { personId: null, isNobody: false, edit: id };
  }
  return { state: 'applied', overrules: [...overrules] };
}

function set(identity: IdentityState | undefined, values: Partial<IdentityState>): Outcome {
  if (!identity) return NO_TARGET;
  Object.assign(identity, values);
  return APPLIED;
}

/** The first takes in the others. Overrules who said that they are different people. */
function merge(state: ReviewState, [into, ...from]: readonly IdentityState[]): Outcome {
  if (!into) return NO_TARGET;
  const overrules = new Set<string>();
  for (const other of from) {
    for (const edit of editsBetween(state, into, other)) overrules.add(edit);
    absorb(state, other, into);
  }
  // The last word counts: they are not two people any more.
  for (const track of into.tracks) {
    const said = state.sides.get(track);
    if (said)
      state.sides.set(
        track,
        said.filter(({ edit }) => !overrules.has(edit)),
      );
  }
  return { state: 'applied', overrules: [...overrules] };
}

/** Edits against which two identities are one: they were told apart, or are said to be two people. */
function editsBetween({ sides }: ReviewState, one: IdentityState, other: IdentityState): readonly string[] {
  const found = new Set<string>();
  const seen = new Map<string, number>();
  for (const track of one.tracks) for (const { edit, side } of sides.get(track) ?? []) seen.set(edit, side);
  for (const track of other.tracks) {
    for (const { edit, side } of sides.get(track) ?? []) {
      const before = seen.get(edit);
      if (before !== undefined && before !== side) found.add(edit);
    }
  }
  const theirs = other.claim;
  if (one.claim.edit !== null && theirs.edit !== null && one.claim.personId !== theirs.personId) found.add(theirs.edit);
  return [...found];
}

function split(
  state: ReviewState,
  { identity, tracks }: { readonly identity: number; readonly tracks: readonly number[] },
  making: Making,
): Outcome {
  const from = currentIdentity(state, identity);
  const own = tracks.filter((track) => from?.tracks.has(track));
  if (own.length === 0) return NO_TARGET;
  const made = addIdentity(state, newIdentityOf(state, making.seq), making.id);
  for (const track of own) moveTrack(state, track, made.number);
  return from && from.tracks.size > 0 ? tellApart(state, [own, [...from.tracks]], making.id) : APPLIED;
}

/** @returns null: nobody. */
function destination(state: ReviewState, to: Destination, { id, seq }: Making): number | null {
  if (to === 'unassigned') return null;
  if (to === 'new') return addIdentity(state, newIdentityOf(state, seq), id).number;
  return currentIdentity(state, to)?.number ?? null;
}

/** The identity that consists of exactly these tracks: one that does already, or a new one that takes them. */
export function gather(state: ReviewState, tracks: Iterable<number>, { id, seq }: Making): IdentityState {
  const wanted = new Set(tracks);
  const [owner, ...others] = ownersOf(state, wanted);
  const isExact = owner?.tracks.size === wanted.size && [...wanted].every((track) => owner.tracks.has(track));
  if (owner && others.length === 0 && isExact && owner.faces.size === 0) return owner;
  const made = addIdentity(state, newIdentityOf(state, seq), id);
  for (const track of wanted) moveTrack(state, track, made.number);
  return made;
}

/** Marks tracks as those of one person. */
export function keepTogether(state: ReviewState, tracks: Iterable<number>, id: string): Outcome {
  for (const track of tracks) state.together.set(track, id);
  return APPLIED;
}

/** Marks two groups of tracks as those of different people. */
export function tellApart(state: ReviewState, groups: readonly Iterable<number>[], id: string): Outcome {
  const [one, other] = groups;
  // Meanwhile they are one: it cannot be said of them.
  if (!one || !other) return NO_TARGET;
  for (const [side, tracks] of [
    [0, one],
    [1, other],
  ] as const) {
    for (const track of tracks) state.sides.set(track, [...(state.sides.get(track) ?? []), { edit: id, side }]);
  }
  return APPLIED;
}
