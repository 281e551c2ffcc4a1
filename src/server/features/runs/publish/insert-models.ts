/** The models of a run. */
import type { Queries } from '../../../../adapters/database/port.ts';
import type { RunRecord } from '../artifacts/run-json.ts';

const ROLES = ['detector', 'landmarks', 'embedder', 'pose'] as const;

export interface RunModel {
  readonly role: (typeof ROLES)[number];
  readonly id: number;
}

/**
 * Makes the models known and gives their rows. An embedder that nobody knows yet and that has embedded nothing here is left out:
 * how long its embeddings are is not known.
 */
export async function knowModels(
  queries: Queries,
  { models, config }: RunRecord,
  dimensions: number,
): Promise<readonly RunModel[]> {
  const used = ROLES.flatMap((role) => {
    const model = models[role];
    return model ? [{ role, ...model }] : [];
  });
  const pack = String(config['models'] ?? 'unknown');
  const rows = used
    .map(({ role, ...model }) => ({ role, pack, ...model, dimensions: role === 'embedder' ? dimensions : null }))
    .filter((row) => row.dimensions !== 0);
  if (rows.length > 0) {
    await queries
      .insertInto('models')
      .values(rows)
      .onConflict((conflict) => conflict.column('sha256').doNothing())
      .execute();
  }
  const known = await queries.selectFrom('models').select(['id', 'sha256']).execute();
  const ids = new Map(known.map(({ id, sha256 }) => [sha256, id]));
  return used.flatMap(({ role, sha256 }) => {
    const id = ids.get(sha256);
    return id === undefined ? [] : [{ role, id }];
  });
}
