/** Which edit Undo and Redo mean: the last own one, whatever others have done since. */
import type { LoggedEditShape } from '../../../server/contract/review.ts';

type Entry = Pick<LoggedEditShape, 'id' | 'undoes' | 'isUndone' | 'body'>;

/** @param own what one has made, newest first. */
export const toUndo = (own: readonly Entry[]): string | null =>
  own.find(({ undoes, isUndone, body }) => undoes === null && body !== null && !isUndone)?.id ?? null;

/** The edit that was undone last and is still undone. An undo may take back an undo, and so on: what counts is the edit. */
export function toRedo(own: readonly Entry[]): string | null {
  const byId = new Map(own.map((entry) => [entry.id, entry]));
  for (const { undoes, isUndone } of own) {
    if (undoes === null || isUndone) continue;
    let meant = undoes;
    for (let next = byId.get(meant)?.undoes; next; next = byId.get(meant)?.undoes) meant = next;
    // One that somebody else has made is not among the own: that it was taken back is all that is known.
    if (byId.get(meant)?.isUndone ?? true) return meant;
  }
  return null;
}
