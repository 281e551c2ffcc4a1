/**
 * Tracks and their faces as one list that can be walked through and marked: a track is the negative of its number, a face its
 * number, each track before its faces.
 */
import type { ReviewTrack } from '../../../server/contract/review.ts';
import { type Choice, markedRange, moved, targetsOf } from './choice.ts';
import type { Parts } from './plan-edits.ts';

type Listed = Pick<ReviewTrack, 'number'> & { readonly faces: readonly { readonly number: number }[] };

export const itemOfTrack = (track: number): number => -track;

export const itemsOf = (tracks: readonly Listed[]): readonly number[] =>
  tracks.flatMap(({ number, faces }) => [itemOfTrack(number), ...faces.map((face) => face.number)]);

/** What is marked, or stands under the cursor. A face of a track that is marked, too, goes with its track. */
export function partsOf(choice: Choice, tracks: readonly Listed[]): Parts {
  const targets = targetsOf(choice, itemsOf(tracks));
  const chosen = new Set(targets.filter((item) => item < 0).map((item) => -item));
  const covered = new Set(
    tracks.filter(({ number }) => chosen.has(number)).flatMap(({ faces }) => faces.map((face) => face.number)),
  );
  return { tracks: [...chosen], faces: targets.filter((item) => item > 0 && !covered.has(item)) };
}

/** A range is of tracks, or of faces. */
export const markedParts = (choice: Choice, item: number, tracks: readonly Listed[]): Choice => {
  const sameKind = itemsOf(tracks).filter((each) => each < 0 === item < 0);
  const { anchor } = choice;
  const isOfKind = anchor !== null && anchor < 0 === item < 0;
  return markedRange(isOfKind ? choice : { ...choice, anchor: item }, item, sameKind);
};

interface Step {
  readonly by: 1 | -1;
  readonly marks?: boolean;
}

/** Up and down: from track to track. */
export function movedByTrack(choice: Choice, { by, marks = false }: Step, tracks: readonly Listed[]): Choice {
  const { cursor } = choice;
  const own = cursor !== null && cursor > 0 ? trackOf(cursor, tracks) : undefined;
  // From a face up: first to its own track.
  const from = own === undefined ? choice : { ...choice, cursor: itemOfTrack(own) };
  if (own !== undefined && by < 0) return { ...from, anchor: from.cursor };
  const all = tracks.map(({ number }) => itemOfTrack(number));
  return moved(from, { by, marks }, all);
}

/** Left and right: through the faces, too. */
export const movedByFace = (choice: Choice, by: 1 | -1, tracks: readonly Listed[]): Choice =>
  moved(choice, { by }, itemsOf(tracks));

/** The track that an item is, or belongs to. */
export const trackOf = (item: number, tracks: readonly Listed[]): number | undefined =>
  item < 0 ? -item : tracks.find(({ faces }) => faces.some(({ number }) => number === item))?.number;
