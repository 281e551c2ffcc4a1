/** What edits would change, without logging them. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { standardPreset } from '../../../pipeline/screen-time/presets.ts';
import type { editsPreview, previewEdits as request } from '../../contract/review.ts';
import { tryEdits } from '../../results/append-edits.ts';
import { type MeasuredRun, measureReview } from '../../results/measure-run.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { readReview } from '../../results/run-review.ts';

type Preview = z.infer<typeof editsPreview>;

/** Shorter changes are those of rounding. */
const LEAST_SECONDS = 0.0005;

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

function changedRows(before: MeasuredRun, after: MeasuredRun): Preview['rows'] {
  const rows = new Map<string, Preview['rows'][number]>();
  const add = ({ screenTime, subjects }: MeasuredRun, side: 'secondsBefore' | 'secondsAfter') => {
    for (const { identity, seconds } of screenTime.identities) {
      const { personId: id = null, name = null } = subjects.get(identity) ?? {};
      const row = rows.get(id ?? `${identity}`) ?? {
        person: id === null ? null : { id, name: name ?? '' },
        identity: id === null ? identity : null,
        secondsBefore: 0,
        secondsAfter: 0,
      };
      rows.set(id ?? `${identity}`, { ...row, [side]: seconds });
    }
  };
  add(before, 'secondsBefore');
  add(after, 'secondsAfter');
  const change = (row: Preview['rows'][number]) => Math.abs(row.secondsAfter - row.secondsBefore);
  return [...rows.values()].filter((row) => change(row) >= LEAST_SECONDS).sort((a, b) => change(b) - change(a));
}
