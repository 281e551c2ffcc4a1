/** What gestures mean, as edits. An empty list: there is nothing to do. */
import type { EditBodyShape, ReviewIdentity } from '../../../server/contract/review.ts';

type Edits = readonly EditBodyShape[];
type IgnoredAs = NonNullable<ReviewIdentity['ignoredAs']>;

/** Who somebody says it is: somebody of the cast, nobody of it, or that nobody knows. */
export type Answer =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unknown' };

export const assignEdits = (identities: readonly ReviewIdentity[], answer: Answer): Edits =>
  identities.map(({ number }) =>
    answer.kind === 'unknown'
      ? { kind: 'unassign', identity: number }
      : { kind: 'assign', identity: number, personId: answer.kind === 'person' ? answer.id : null },
  );

export function assignTracksEdits(tracks: readonly number[], answer: Answer): Edits {
  if (tracks.length === 0) return [];
  if (answer.kind === 'unknown') return [{ kind: 'move-tracks', tracks: [...tracks], to: 'unassigned' }];
  const personId = answer.kind === 'person' ? answer.id : null;
  return [{ kind: 'assign-tracks', tracks: [...tracks], personId }];
}

/** Into the one of which most is known: said by people, else named by the machine, else seen longest. */
export function mergeEdits(identities: readonly ReviewIdentity[]): Edits {
  const [into, ...from] = identities.toSorted((a, b) => knowledgeOf(b) - knowledgeOf(a) || b.seconds - a.seconds);
  return into ? mergeInto(into.number, from) : [];
}

const knowledgeOf = ({ person, saidBy, name }: ReviewIdentity): number => {
  if (person !== null) return saidBy === 'person' ? 3 : 2;
  return name !== null || saidBy === 'person' ? 1 : 0;
};

export function mergeInto(into: number, from: readonly Pick<ReviewIdentity, 'number'>[]): Edits {
  const others = from.map(({ number }) => number).filter((number) => number !== into);
  return others.length === 0 ? [] : [{ kind: 'merge', into, from: others }];
}

/** Of each, who it may be: as the machine says or suggests. */
export const confirmEdits = (identities: readonly ReviewIdentity[]): Edits =>
  identities.flatMap(({ number, person, suggestion, isSettled }) => {
    const said = person ?? suggestion;
    return said === null || isSettled ? [] : [{ kind: 'confirm', identity: number, personId: said.id }];
  });

/** Whom one would deny without being asked: who the machine says it is, or may be; null: that has to be asked. */
export function rejectedPerson(identities: readonly ReviewIdentity[]): string | null {
  const said = new Set(
    identities.map(({ person, saidBy, suggestion }) => (saidBy === 'machine' ? person : null)?.id ?? suggestion?.id),
  );
  const [only] = said;
  return said.size === 1 && only !== undefined ? only : null;
}

export const rejectEdits = (identities: readonly ReviewIdentity[], personId: string): Edits =>
  identities.map(({ number }) => ({ kind: 'reject', identity: number, personId }));

export const ignoreEdits = (identities: readonly ReviewIdentity[], as: IgnoredAs | null): Edits =>
  identities.map(({ number }) => ({ kind: 'ignore', identity: number, as }));

/** Locks all, or unlocks them where all are locked. */
export function lockEdits(identities: readonly ReviewIdentity[]): Edits {
  const locked = !identities.every(({ isLocked }) => isLocked);
  return identities
    .filter(({ isLocked }) => isLocked !== locked)
    .map(({ number }) => ({ kind: 'lock', identity: number, locked }));
}

export const renameEdits = (identities: readonly ReviewIdentity[], name: string | null): Edits =>
  identities.map(({ number }) => ({ kind: 'rename', identity: number, name }));

export function differentEdits(identities: readonly ReviewIdentity[]): Edits {
  const [one, other, ...more] = identities;
  if (!one || !other || more.length > 0) return [];
  return [{ kind: 'different', identities: [one.number, other.number] }];
}

/** Tracks and faces of a detail, as they are marked. */
export interface Parts {
  readonly tracks: readonly number[];
  readonly faces: readonly number[];
}

/** @param of the identity they are taken from; null: they belong to nobody. */
export function splitEdits(of: number | null, { tracks, faces }: Parts): Edits {
  const edits: EditBodyShape[] = [];
  if (tracks.length > 0 && of !== null) edits.push({ kind: 'split', identity: of, tracks: [...tracks] });
  if (tracks.length > 0 && of === null) edits.push({ kind: 'move-tracks', tracks: [...tracks], to: 'new' });
  if (faces.length > 0) edits.push({ kind: 'move-faces', faces: [...faces], to: 'new' });
  return edits;
}

export function moveEdits({ tracks, faces }: Parts, to: number | 'unassigned'): Edits {
  const edits: EditBodyShape[] = [];
  if (tracks.length > 0) edits.push({ kind: 'move-tracks', tracks: [...tracks], to });
  if (faces.length > 0) edits.push({ kind: 'move-faces', faces: [...faces], to });
  return edits;
}

export const notAFaceEdits = (tracks: readonly number[]): Edits =>
  tracks.length === 0 ? [] : [{ kind: 'not-a-face', tracks: [...tracks] }];

export const excludeEdits = (faces: readonly number[]): Edits =>
  faces.length === 0 ? [] : [{ kind: 'exclude-faces', faces: [...faces] }];
