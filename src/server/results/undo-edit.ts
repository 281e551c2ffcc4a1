/** Takes back an edit, however old, and keeps what came later; or takes back that. */
import { randomUUID } from 'node:crypto';
import { UserError } from '../../errors.ts';
import { isUndo, type LogEntry, type LoggedUndo, undoneEntries } from '../../review/edit.ts';
import { effectSeconds, ownershipOf } from '../../review/effect.ts';
import { appendAfter, type EditAuthor, withEntry } from './append-edits.ts';
import type { ResultStores } from './run-evidence.ts';
import type { PlacedRun } from './run-place.ts';
import { type RunReview, readReview } from './run-review.ts';

const MOST_TRIES = 8;

export interface Undone {
  readonly seq: number;
  readonly effectSeconds: number;
  readonly before: RunReview;
  /** As it is now. */
  readonly review: RunReview;
}

interface Wanted {
  readonly editId: string;
  /** What it shall be afterwards. */
  readonly isUndone: boolean;
}

/**
 * An edit that is so already stays, and nothing is logged.
 *
 * @throws UserError `review.no-edit`, `review.busy`.
 */
export async function setUndone(
  stores: ResultStores,
  run: PlacedRun,
  { editId, isUndone, ...by }: EditAuthor & Wanted,
): Promise<Undone> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const { entry, ...tried } = await tryUndo(stores, run, { editId, isUndone, author: by.author });
    if (entry === null) return tried;
    const { id, undoes } = entry;
    const row = { id, kind: 'undo', payload: {}, undoes, effectSeconds: tried.effectSeconds, runId: run.id };
    if (await appendAfter(stores, run, { seq: tried.before.log.seq, rows: [row], ...by })) return tried;
  }
  throw new UserError('review.busy', 'Others change this episode faster than this could be taken back: try it again.', {
    retryable: true,
  });
}

/**
 * What would come of it, without logging it.
 *
 * @returns `entry` null: it is so already.
 * @throws UserError `review.no-edit`.
 */
export async function tryUndo(
  stores: ResultStores,
  run: PlacedRun,
  { editId, isUndone, author }: Wanted & Pick<EditAuthor, 'author'>,
): Promise<Undone & { readonly entry: LoggedUndo | null }> {
  const before = await readReview(stores, run);
  const { entries, seq } = before.log;
  const target = entries.find(({ id }) => id === editId);
  if (!target || isUndo(target)) {
    throw new UserError(
      'review.no-edit',
      `There is no edit ${editId} in the log of ${run.episodeId}: look at the log.`,
    );
  }
  if (undoneEntries(entries).has(editId) === isUndone) {
    return { seq, effectSeconds: 0, before, review: before, entry: null };
  }
  const entry = { id: randomUUID(), seq: seq + 1, author, undoes: endOfChain(entries, editId) };
  const review = await readReview(stores, run, withEntry(before.log, entry));
  const effect = effectSeconds(review.state, ownershipOf(before.state), ownershipOf(review.state));
  return { seq: entry.seq, effectSeconds: effect, before, review, entry };
}

/** An entry has one undo at most: the edit, or the last undo of an undo of it, whichever nothing has taken back yet. */
function endOfChain(entries: readonly LogEntry[], editId: string): string {
  const undoOf = new Map(entries.flatMap((entry) => (isUndo(entry) ? [[entry.undoes, entry.id] as const] : [])));
  let last = editId;
  for (let next = undoOf.get(last); next !== undefined; next = undoOf.get(last)) last = next;
  return last;
}
