/** What edits would change, without logging them. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { standardPreset } from '../../../pipeline/screen-time/presets.ts';
import type { editsPreview, previewEdits as request } from '../../contract/review.ts';
import { tryEdits } from '../../results/append-edits.ts';
import { measureReview } from '../../results/measure-run.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { readReview } from '../../results/run-review.ts';
import { changedRows } from './changed-rows.ts';

type Preview = z.infer<typeof editsPreview>;

/** @throws UserError `runs.not-found`, `runs.wrong-state`; BlobError. */
export async function previewEdits(
  stores: ResultStores,
  { runId, edits }: z.infer<typeof request>,
  author: string,
): Promise<Preview> {
  const run = await readDoneRun(stores.database.queries, runId);
  const review = await readReview(stores, run);
  const before = await measureReview(stores, { run, state: review.state, preset: standardPreset });
  const tried = tryEdits(review, runId, { edits: edits.map((body) => ({ id: randomUUID(), body })), author });
  const after = await measureReview(stores, { run, state: review.state, preset: standardPreset });
  return {
    effectSeconds: tried.reduce((sum, { effect }) => sum + effect, 0),
    rows: changedRows(before, after),
    refused: tried.flatMap(({ outcome }, index) =>
      outcome.state === 'applied' ? [] : [{ index, outcome: outcome.state, overrules: [] }],
    ),
  };
}
