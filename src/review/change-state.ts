/** Moves of tracks and faces between identities, which edits are made of. */
import { type Claim, currentIdentity, type IdentityState, makeIdentity, type ReviewState } from './review-state.ts';

/** Puts a track into an identity, or nowhere. Its faces come along, also those that had left it. */
export function moveTrack(state: ReviewState, track: number, to: number | null): void {
  const from = state.ownerOf.get(track);
  if (from !== null && from !== undefined) state.identities.get(from)?.tracks.delete(track);
  state.ownerOf.set(track, to);
  if (to !== null) state.identities.get(to)?.tracks.add(track);
  dropSpans(state, track);
  for (const face of state.facesOf.get(track) ?? []) {
    const owner = state.ownerOfFace.get(face);
    if (owner === undefined) continue;
    state.ownerOfFace.delete(face);
    if (owner !== null) state.identities.get(owner)?.faces.delete(face);
  }
}

/** Faces alone say again whose the parts of a track are. */
export function dropSpans(state: ReviewState, track: number): void {
  state.spans.delete(track);
  for (const face of state.facesOf.get(track) ?? []) state.facesInSpans.delete(face);
}

/** Puts a face into an identity, or nowhere, without the rest of its track. */
export function moveFace(state: ReviewState, face: number, to: number | null): void {
  const before = state.ownerOfFace.get(face);
  if (before !== null && before !== undefined) state.identities.get(before)?.faces.delete(face);
  const track = state.trackOfFace.get(face);
  if (track === undefined) return;
  if ((state.ownerOf.get(track) ?? null) === to) {
    state.ownerOfFace.delete(face);
    return;
  }
  state.ownerOfFace.set(face, to);
  if (to !== null) state.identities.get(to)?.faces.add(face);
}

/** Adds an identity without tracks. A number that is there already keeps its identity. */
export function addIdentity(state: ReviewState, number: number, madeBy: string): IdentityState {
  const known = state.identities.get(number);
  if (known) return known;
  const made = makeIdentity({ number, madeBy });
  state.identities.set(number, made);
  return made;
}

/** Everything of one identity goes into another, which may learn from it who it is. */
export function absorb(state: ReviewState, from: IdentityState, into: IdentityState): void {
  for (const track of from.tracks) {
    state.ownerOf.set(track, into.number);
    into.tracks.add(track);
  }
  for (const face of [...from.faces]) moveFace(state, face, into.number);
  into.claim = strongerClaim(into.claim, from.claim);
  into.name ??= from.name;
  into.ignoredAs ??= from.ignoredAs;
  into.lockedBy ??= from.lockedBy;
  state.identities.delete(from.number);
  state.absorbedBy.set(from.number, into.number);
}

/** What people say is above what the machine thinks; of equals, the first counts. */
function strongerClaim(first: Claim, second: Claim): Claim {
  const weight = ({ personId, isNobody, edit }: Claim) =>
    personId === null && !isNobody ? (edit === null ? 0 : 1) : edit === null ? 2 : 3;
  return weight(second) > weight(first) ? second : first;
}

/** Identities that own tracks, each once, ascending. */
export function ownersOf(state: ReviewState, tracks: Iterable<number>): readonly IdentityState[] {
  const numbers = new Set<number>();
  for (const track of tracks) {
    const owner = state.ownerOf.get(track);
    if (owner !== null && owner !== undefined) numbers.add(owner);
  }
  return [...numbers].sort((a, b) => a - b).flatMap((number) => currentIdentity(state, number) ?? []);
}
