import type { z } from 'zod';
import type { nearFaces, nearestFaces as request } from '../../contract/results.ts';
import { toFace } from '../../results/face-items.ts';
import { faceQuery } from './list-faces.ts';
import { type SearchParts, searchedRunsInIndex } from './search-moments.ts';
import { readWantedFace } from './wanted-face.ts';

/** Faces of active runs that are most like one face, which is not among them. @throws UserError `faces.not-found`. */
export async function nearestFaces(
  parts: SearchParts,
  { runId, number, limit }: z.infer<typeof request>,
): Promise<z.infer<typeof nearFaces>> {
  const { database, blobs, faceIndex } = parts;
  const { embedding, modelId } = await readWantedFace({ queries: database.queries, blobs }, { runId, number });
  const { runs } = await searchedRunsInIndex(parts, modelId, {});
  if (runs.length === 0) return { items: [] };
  const near = await faceIndex.nearest({ embedding, modelId, runs, limit: limit + 1 });
  const others = near.filter((each) => each.runId !== runId || each.faceNumber !== number).slice(0, limit);
  if (others.length === 0) return { items: [] };
  const rows = await faceQuery(database.queries)
    .innerJoin('runs', 'runs.id', 'faces.run_id')
    .selectAll('faces')
    .select(['owner.identity_number', 'runs.episode_id'])
    .where(({ or, and, eb }) =>
      or(others.map((each) => and([eb('faces.run_id', '=', each.runId), eb('faces.number', '=', each.faceNumber)]))),
    )
    .execute();
  const byFace = new Map(rows.map((row) => [`${row.run_id} ${row.number}`, row]));
  const items = others.map(async ({ runId: of, faceNumber, likeness }) => {
    const row = byFace.get(`${of} ${faceNumber}`);
    if (!row) return []; // Its run went meanwhile.
    const { episode_id: episodeId, identity_number: identity } = row;
    return [{ runId: of, episodeId, face: await toFace(blobs, row), identity, likeness }];
  });
  return { items: (await Promise.all(items)).flat() };
}
