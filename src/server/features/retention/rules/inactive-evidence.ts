import { sql } from 'kysely';
import { artifactPrefix } from '../../../../adapters/blobs/object-layout.ts';
import type { Queries } from '../../../../adapters/database/port.ts';
import { listBlobs } from '../../../list-blobs.ts';
import { keyOfArtifact } from '../../../results/artifact-place.ts';
import { readPlacedRun } from '../../../results/run-place.ts';
import type { RetentionRule, RetentionServices } from '../retention-rule.ts';

const MATRICES = ['embeddings.npy', 'centroids.npy'];

/** Of runs that no episode shows: their seconds stay, and so do corrections. */
export const inactiveEvidence: RetentionRule = {
  kind: 'inactive-evidence',
  async find({ database, blobs }, before) {
    let [count, bytes] = [0, 0];
    for (const id of await list(database.queries, before)) {
      const { place } = await readPlacedRun(database.queries, id);
      for await (const blob of listBlobs(blobs, artifactPrefix('crops', place))) {
        count += 1;
        bytes += blob.bytes;
      }
      const matrices = await database.queries
        .selectFrom('run_artifacts')
        .select('bytes')
        .where('run_id', '=', id)
        .where('name', 'in', MATRICES)
        .execute();
      count += matrices.length;
      bytes += matrices.reduce((sum, each) => sum + each.bytes, 0);
    }
    return { count, bytes };
  },
  async remove(services, before) {
    const runs = await list(services.database.queries, before);
    for (const id of runs) await removeEvidence(services, id);
    return runs.length;
  },
};

/** Done, shown by no episode, and with something left to remove. */
async function list(queries: Queries, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select runs.id from runs join episodes on episodes.id = runs.episode_id
    where state = 'done' and not is_active and finished_at < ${before}::timestamptz and deletion_started_at is null
      and (exists (select from faces where run_id = runs.id and crop_key is not null)
        or exists (select from face_embeddings where run_id = runs.id)
        or exists (select from run_artifacts where run_id = runs.id and name in (${sql.join(MATRICES)})))
    order by finished_at
  `.execute(queries);
  return rows.map(({ id }) => id);
}

/** First the objects, then the rows by which they are found again after an interruption. */
async function removeEvidence({ database, blobs, clock }: RetentionServices, id: string): Promise<void> {
  const { place, isActive } = await readPlacedRun(database.queries, id);
  if (isActive) return;
  await blobs.deletePrefix(artifactPrefix('crops', place));
  for (const name of MATRICES) await blobs.delete(keyOfArtifact(place, name));
  await database.transaction(async (transaction) => {
    await transaction.deleteFrom('face_embeddings').where('run_id', '=', id).execute();
    await transaction.updateTable('faces').set({ crop_key: null }).where('run_id', '=', id).execute();
    await transaction.updateTable('tracks').set({ best_crop_key: null }).where('run_id', '=', id).execute();
    await transaction.updateTable('identities').set({ best_crop_key: null }).where('run_id', '=', id).execute();
    await transaction.deleteFrom('run_artifacts').where('run_id', '=', id).where('name', 'in', MATRICES).execute();
    await transaction
      .updateTable('runs')
      .set({ redacted_at: new Date(clock.now()) })
      .where('id', '=', id)
      .execute();
  });
}
