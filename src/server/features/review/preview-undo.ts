/** What taking an edit back would change, or letting it count again, without logging it. */
import type { z } from 'zod';
import { standardPreset } from '../../../pipeline/screen-time/presets.ts';
import type { previewUndo as request, UndoPreviewShape } from '../../contract/review.ts';
import { measureReview } from '../../results/measure-run.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { tryUndo } from '../../results/undo-edit.ts';
import { changedRows } from './changed-rows.ts';
import { compareConflicts } from './read-conflicts.ts';

/** @throws UserError `runs.not-found`, `runs.wrong-state`, `review.no-edit`; BlobError. */
export async function previewUndo(
  stores: ResultStores,
  { runId, ...wanted }: z.infer<typeof request>,
  author: string,
): Promise<UndoPreviewShape> {
  const run = await readDoneRun(stores.database.queries, runId);
  const { before, review: after, effectSeconds } = await tryUndo(stores, run, { ...wanted, author });
  const measure = ({ state }: typeof before) => measureReview(stores, { run, state, preset: standardPreset });
  return {
    seq: before.log.seq,
    effectSeconds,
    rows: changedRows(await measure(before), await measure(after)),
    ...(await compareConflicts(stores, run, { before, after })),
  };
}
