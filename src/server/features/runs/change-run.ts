import { ARTIFACT_KINDS, artifactPrefix } from '../../../adapters/blobs/object-layout.ts';
import type { Database } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import { noteAudit } from '../../audit.ts';
import type { Run } from '../../contract/runs.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { type PlacedRun, readPlacedRun } from '../../results/run-place.ts';
import { readRun } from './run-rows.ts';

/** Makes the result of a done run the one that the episode shows. @throws UserError `runs.not-found`, `runs.wrong-state`. */
export async function activateRun(database: Database, id: string, by: string): Promise<Run> {
  await database.transaction(async (transaction) => {
    const { episodeId } = await readPlacedRun(transaction, id);
    // Whoever else changes what the episode shows comes before or after.
    await transaction.selectFrom('episodes').select('id').where('id', '=', episodeId).forUpdate().execute();
    const { state } = await readPlacedRun(transaction, id);
    if (state !== 'done') {
      throw new UserError('runs.wrong-state', `Run ${id} is ${state}: only a run that is done has a result to show.`);
    }
    await transaction
      .updateTable('runs')
      .set({ is_active: false })
      .where('episode_id', '=', episodeId)
      .where('is_active', '=', true)
      .execute();
    await transaction.updateTable('runs').set({ is_active: true }).where('id', '=', id).execute();
    await noteAudit(transaction, {
      by,
      action: 'run.activate',
      subject: { type: 'run', id },
      detail: { episode: episodeId },
    });
  });
  return await readRun(database.queries, id);
}

/**
 * Deletes a run for good: first its objects, then its rows, so that an interrupted deletion can be repeated.
 *
 * @throws UserError `runs.not-found`; `runs.wrong-state` for the active run, one that is not at its end, and one with corrections.
 */
export async function deleteRun({ database, blobs }: ResultStores, id: string, by: string): Promise<PlacedRun> {
  const run = await readPlacedRun(database.queries, id);
  if (run.isActive) {
    throw new UserError(
      'runs.wrong-state',
      `Run ${id} is done and is what ${run.episodeId} shows: make another run the active one before you delete it.`,
    );
  }
  if (run.state === 'queued' || run.state === 'running' || run.state === 'interrupted') {
    throw new UserError('runs.wrong-state', `Run ${id} is ${run.state}: cancel it before you delete it.`);
  }
  const { corrections } = await database.queries
    .selectFrom('edits')
    .select(({ fn }) => fn.countAll<number>().as('corrections'))
    .where('run_id', '=', id)
    .where('undoes', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(corrections) > 0) {
    throw new UserError(
      'runs.wrong-state',
      `${corrections} corrections were made on run ${id}, and other runs find their people by it: it stays as long as the episode.`,
    );
  }
  for (const kind of ARTIFACT_KINDS) await blobs.deletePrefix(artifactPrefix(kind, run.place));
  await database.transaction(async (transaction) => {
    const { numDeletedRows } = await transaction
      .deleteFrom('runs')
      .where('id', '=', id)
      .where('is_active', '=', false)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return;
    await noteAudit(transaction, {
      by,
      action: 'run.delete',
      subject: { type: 'run', id },
      detail: { episode: run.episodeId },
    });
  });
  return run;
}
