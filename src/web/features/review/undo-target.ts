/** Which edit Undo and Redo mean: the last own one, whatever others have done since. */
import type { LoggedEditShape } from '../../../server/contract/review.ts';

type Entry = Pick<LoggedEditShape, 'id' | 'undoes' | 'isUndone' | 'body'>;

/** @param own what one has made, newest first. */
export const toUndo = (own: readonly Entry[]): string | null =>
  own.find(({ undoes, isUndone, body }) => undoes === null && body !== null && !isUndone)?.id ?? null;

/** The edit that was undone last and is still undone. */
export function toRedo(own: readonly Entry[]): string | null {
  const edits = new Map(own.map((entry) => [entry.id, entry]));
  for (const { undoes, isUndone } of own) {
    if (undoes === null || isUndone) continue;
    const edit = edits.get(undoes);
    // What undoes an undo has brought an edit back: there is nothing to bring back any more.
    if (edit && edit.undoes !== null) continue;
    return undoes;
  }
  return null;
}
