/** Takes back an edit, however old, and keeps what came later; or takes back that. */
import { randomUUID } from 'node:crypto';
import { UserError } from '../../errors.ts';
import { isUndo, type LogEntry, undoneEntries } from '../../review/edit.ts';
import { effectSeconds, ownershipOf } from '../../review/effect.ts';
import { appendAfter, type EditAuthor, withEntry } from './append-edits.ts';
import type { ResultStores } from './run-evidence.ts';
import type { PlacedRun } from './run-place.ts';
import { type RunReview, readReview } from './run-review.ts';

const MOST_TRIES = 8;

export interface Undone {
  readonly seq: number;
  readonly effectSeconds: number;
  /** As it is now. */
  readonly review: RunReview;
}

/**
 * @param isUndone what it shall be afterwards. An edit that is so already stays, and nothing is logged.
 * @throws UserError `review.no-edit`, `review.busy`.
 */
export async function setUndone(
  stores: ResultStores,
  run: PlacedRun,
  { editId, isUndone, ...by }: EditAuthor & { readonly editId: string; readonly isUndone: boolean },
): Promise<Undone> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const before = await readReview(stores, run);
    const { log } = before;
    const target = log.entries.find(({ id }) => id === editId);
    if (!target || isUndo(target)) {
      throw new UserError(
        'review.no-edit',
        `There is no edit ${editId} in the log of ${run.episodeId}: look at the log.`,
      );
    }
    if (undoneEntries(log.entries).has(editId) === isUndone) return { seq: log.seq, effectSeconds: 0, review: before };
    const undoes = endOfChain(log.entries, editId);
    const id = randomUUID();
    const entry: LogEntry = { id, seq: log.seq + 1, author: by.author, undoes };
    const review = await readReview(stores, run, withEntry(log, entry));
    const effect = effectSeconds(review.state, ownershipOf(before.state), ownershipOf(review.state));
    const row = { id, kind: 'undo', payload: {}, undoes, effectSeconds: effect, runId: run.id };
    if (await appendAfter(stores, run, { seq: log.seq, rows: [row], ...by })) {
      return { seq: log.seq + 1, effectSeconds: effect, review };
    }
  }
  throw new UserError('review.busy', 'Others change this episode faster than this could be taken back: try it again.', {
    retryable: true,
  });
}

/** An entry has one undo at most: the edit, or the last undo of an undo of it, whichever nothing has taken back yet. */
function endOfChain(entries: readonly LogEntry[], editId: string): string {
  const undoOf = new Map(entries.flatMap((entry) => (isUndo(entry) ? [[entry.undoes, entry.id] as const] : [])));
  let last = editId;
  for (let next = undoOf.get(last); next !== undefined; next = undoOf.get(last)) last = next;
  return last;
}
