/** The log of what people decided about an episode, as a run has it. */
import type { z } from 'zod';
import { undoneEntries } from '../../../review/edit.ts';
import type { Services } from '../../api/services.ts';
import type { LoggedEditShape, listEdits as shape } from '../../contract/review.ts';
import { parseBody } from '../../results/edit-log.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { readReview } from '../../results/run-review.ts';

/** Newest first. @throws UserError `runs.not-found`, `runs.wrong-state`. */
export async function listEdits(
  stores: ResultStores & Pick<Services, 'accounts'>,
  { runId, author, limit, offset }: z.infer<typeof shape>,
): Promise<{ items: LoggedEditShape[]; total: number }> {
  const { queries } = stores.database;
  const run = await readDoneRun(queries, runId);
  const { log, outcomes } = await readReview(stores, run);
  let matching = queries.selectFrom('edits').where('episode_id', '=', run.episodeId);
  if (author !== undefined) matching = matching.where('author', '=', author);
  const { total } = await matching.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await matching.selectAll().orderBy('seq', 'desc').limit(limit).offset(offset).execute();
  const undone = undoneEntries(log.entries);
  const names = await readNames(stores, [...new Set(rows.map((row) => row.author))]);
  const items = rows.map((row): LoggedEditShape => {
    const outcome = outcomes.get(row.id);
    return {
      id: row.id,
      seq: row.seq,
      body: row.undoes === null && row.redacted_at === null ? mutable(parseBody(row.kind, row.payload)) : null,
      undoes: row.undoes,
      author: { id: row.author, name: names.get(row.author) ?? row.author },
      reason: row.reason,
      madeAt: row.made_at.toISOString(),
      runId: row.run_id,
      effectSeconds: row.effect_seconds,
      isUndone: undone.has(row.id),
      outcome: outcome?.state ?? null,
      overrules: outcome?.state === 'applied' ? [...outcome.overrules] : [],
    };
  });
  return { items, total: Number(total) };
}

/** The same, for who takes lists that could be changed. */
const mutable = (body: ReturnType<typeof parseBody>) => body as NonNullable<LoggedEditShape['body']>;

/** By id. Where nobody signs in, there is one. */
async function readNames(
  { accounts }: Pick<Services, 'accounts'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (accounts === null || ids.length === 0) return new Map([['local', 'You']]);
  return new Map((await accounts.listAccounts()).map(({ id, name }) => [id, name]));
}
