import type { z } from 'zod';
import type { Queries } from '../../../adapters/database/port.ts';
import type { Face, listFaces as request } from '../../contract/results.ts';
import { toFace } from '../../results/face-items.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readDoneRun } from '../../results/run-place.ts';

/** Faces with the identity of their track. */
export const faceQuery = (queries: Queries) =>
  queries
    .selectFrom('faces')
    .leftJoin('identity_tracks as owner', (join) =>
      join.onRef('owner.run_id', '=', 'faces.run_id').onRef('owner.track_number', '=', 'faces.track_number'),
    );

/** One page, best quality first, and how many match. @throws UserError `runs.not-found`, `runs.wrong-state`. */
export async function listFaces(
  { database: { queries }, blobs }: ResultStores,
  { runId, track, identity, limit, offset }: z.infer<typeof request>,
): Promise<{ items: Face[]; total: number }> {
  await readDoneRun(queries, runId);
  let matching = faceQuery(queries).where('faces.run_id', '=', runId);
  if (track !== undefined) matching = matching.where('faces.track_number', '=', track);
  if (identity !== undefined) matching = matching.where('owner.identity_number', '=', identity);
  const { total } = await matching.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await matching
    .selectAll('faces')
    .orderBy('faces.quality', (order) => order.desc().nullsLast())
    .orderBy('faces.number')
    .limit(limit)
    .offset(offset)
    .execute();
  return { items: await Promise.all(rows.map((row) => toFace(blobs, row))), total: Number(total) };
}
