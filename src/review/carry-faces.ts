/**
 * Faces that left their track, in a run that embedded others: it is the time that went with them that goes there, with the
 * faces that lie in it, if any do.
 */
import type { FacePart } from '../pipeline/match/match-faces.ts';
import type { Outcome } from './apply-edit.ts';
import { type Carrying, counterpartsOf } from './carrying.ts';
import { absorb, moveFace, moveTrack, ownersOf } from './change-state.ts';
import { currentIdentity, type IdentityState, ownerOfSpan, type ReviewState, type Span } from './review-state.ts';

/** The time of faces; those that have none in the other run are left out. */
export const partsOf = ({ counterparts }: Carrying, faces: Iterable<number>): readonly FacePart[] =>
  [...faces].flatMap((face) => counterparts.partOf.get(face) ?? []);

/** Gives parts of tracks to an identity, or to nobody. */
export function moveParts(to: ReviewState, parts: readonly FacePart[], owner: number | null): void {
  for (const { firstSeconds, lastSeconds, tracks, faces } of parts) {
    for (const track of tracks) {
      to.spans.set(track, [...(to.spans.get(track) ?? []), { firstSeconds, lastSeconds, owner }]);
    }
    for (const face of faces) {
      moveFace(to, face, owner);
      to.facesInSpans.add(face);
    }
  }
}

/** Who has locked what these parts would be taken from. */
export function lockOf(to: ReviewState, parts: readonly FacePart[]): Outcome | undefined {
  const tracks = parts.flatMap((part) => part.tracks);
  const by = ownersOf(to, tracks).find(({ lockedBy }) => lockedBy !== null)?.lockedBy;
  return by ? { state: 'locked', by } : undefined;
}

/**
 * The identity there of one that has no tracks there: made by the same edit, which makes one of the same place in the log in
 * every run; else the one that has got its faces.
 */
export function loneThere(carrying: Carrying, { number, faces }: IdentityState): IdentityState | undefined {
  const { to } = carrying;
  const made = madeThere(carrying, number);
  if (made) return made;
  for (const { tracks, firstSeconds, lastSeconds } of partsOf(carrying, faces)) {
    for (const track of tracks) {
      const span = spanOver(to, track, [firstSeconds, lastSeconds]);
      const owner = span?.owner === null || !span ? undefined : currentIdentity(to, span.owner);
      if (owner && owner.tracks.size === 0) return owner;
    }
  }
  return undefined;
}

function madeThere({ from, to }: Carrying, number: number): IdentityState | undefined {
  const place = number - from.lastMachineIdentity;
  return place > 0 ? currentIdentity(to, to.lastMachineIdentity + place) : undefined;
}

const spanOver = ({ spans }: ReviewState, track: number, [first, last]: readonly [number, number]): Span | undefined =>
  spans.get(track)?.findLast(({ firstSeconds, lastSeconds }) => firstSeconds <= first && lastSeconds >= last);

/** What has left some tracks. */
interface Departures {
  readonly spans: ReadonlyMap<number, readonly Span[]>;
  readonly faces: readonly (readonly [face: number, owner: number | null, isInSpan: boolean])[];
}

export function departuresFrom(to: ReviewState, tracks: readonly number[]): Departures {
  const faces = tracks.flatMap((track) => to.facesOf.get(track) ?? []);
  return {
    spans: new Map(tracks.map((track) => [track, to.spans.get(track) ?? []])),
    faces: faces.flatMap((face) => {
      const owner = to.ownerOfFace.get(face);
      return owner === undefined ? [] : [[face, owner, to.facesInSpans.has(face)] as const];
    }),
  };
}

/** What had left tracks that were moved is where it was. */
export function departAgain(to: ReviewState, { spans, faces }: Departures): void {
  for (const [track, own] of spans) if (own.length > 0) to.spans.set(track, own);
  for (const [face, owner, isInSpan] of faces) {
    moveFace(to, face, owner === null ? null : (currentIdentity(to, owner)?.number ?? null));
    if (isInSpan) to.facesInSpans.add(face);
  }
}

/** Whether anything that has left these tracks in the one run is elsewhere still. */
export const hasDepartures = ({ facesOf, ownerOfFace, spans }: ReviewState, tracks: Iterable<number>): boolean =>
  [...tracks].some((track) => spans.has(track) || (facesOf.get(track) ?? []).some((face) => ownerOfFace.has(face)));

/** Faces come along with a track that is moved, also such as had left it. */
export function returnAsThere(carrying: Carrying, tracks: readonly number[]): void {
  const { from, to } = carrying;
  const whole = tracks.filter((track) => !hasDepartures(from, [track]));
  for (const track of counterpartsOf(carrying, whole)) moveTrack(to, track, to.ownerOf.get(track) ?? null);
}

/** What an identity has of other tracks comes to its like. */
export function gatherLoneFaces(carrying: Carrying, like: IdentityState, there: IdentityState): void {
  const { to } = carrying;
  const isTheirs = (track: number, part: readonly [number, number]): boolean => {
    const span = spanOver(to, track, part);
    const owner = span ? span.owner : (to.ownerOf.get(track) ?? null);
    return owner !== null && currentIdentity(to, owner) === there;
  };
  const elsewhere = partsOf(carrying, like.faces).filter(
    ({ tracks, firstSeconds, lastSeconds }) => !tracks.every((track) => isTheirs(track, [firstSeconds, lastSeconds])),
  );
  moveParts(to, elsewhere, there.number);
}

/** Whether an identity there has of other tracks nothing but the time of these faces. */
export function hasNoOtherParts(carrying: Carrying, owner: IdentityState, faces: Iterable<number>): boolean {
  const { to } = carrying;
  const parts = partsOf(carrying, faces);
  const isOfThem = (track: number, { firstSeconds, lastSeconds }: Span): boolean =>
    parts.some(
      (part) => part.tracks.includes(track) && part.firstSeconds <= firstSeconds && part.lastSeconds >= lastSeconds,
    );
  for (const face of owner.faces) if (!parts.some((part) => part.faces.includes(face))) return false;
  for (const [track, spans] of to.spans) {
    if (owner.tracks.has(track)) continue;
    if (spans.some((span) => ownerOfSpan(to, span) === owner.number && !isOfThem(track, span))) return false;
  }
  return true;
}

/** Which of these identities consist of faces alone there. */
export const lonesAmong = (carrying: Carrying, numbers: readonly number[]): readonly IdentityState[] =>
  numbers.flatMap((number) => {
    const lone = madeThere(carrying, number);
    // What has gone into another one already has nothing to bring along.
    const isThere = lone?.number === carrying.to.lastMachineIdentity + number - carrying.from.lastMachineIdentity;
    return lone && isThere && lone.tracks.size === 0 && lone.lockedBy === null ? [lone] : [];
  });

/** Identities of faces alone that went into another one do so there. */
export function absorbLones(to: ReviewState, lones: readonly IdentityState[], into: IdentityState): void {
  for (const lone of lones) if (lone !== into && to.identities.get(lone.number) === lone) absorb(to, lone, into);
}
