/** From a face to every moment that shows somebody like it. */
import type { z } from 'zod';
import type { FoundMoments as Indexed } from '../../../adapters/face-index/port.ts';
import type { FoundMoments, searchByFace } from '../../contract/face-search.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { type IndexParts, toIndexed, updateIndex } from './keep-index.ts';
import { type RunFilter, readSearchedRuns, type SearchedRun } from './searched-runs.ts';
import { showMoments } from './show-moments.ts';

export type SearchParts = IndexParts & ResultStores;
export type SearchRequest = Omit<z.infer<typeof searchByFace>, 'runId' | 'number'>;

/** So long a search waits for runs that have just been published; longer ones are told as waiting. */
const PATIENCE_MS = 2_000;

/** @param face of length 1, with the model that made it; only faces of the same model are looked at. */
export async function searchMoments(
  parts: SearchParts,
  face: { readonly embedding: Float32Array; readonly modelId: number },
  request: SearchRequest,
): Promise<FoundMoments> {
  const { runs, waiting, otherModels } = await searchedRunsInIndex(parts, face.modelId, request);
  const { leastLikeness, limit, offset, perEpisode: perRun } = request;
  const found: Indexed =
    runs.length === 0
      ? { moments: 0, runs: 0, found: [] }
      : await parts.faceIndex.moments({ ...face, runs, leastLikeness, limit, offset, perRun });
  return {
    items: await showMoments(parts, found.found),
    total: found.runs,
    moments: found.moments,
    leastLikeness,
    searched: runs.length,
    waiting,
    otherModels,
  };
}

/** The runs to look in for faces of a model, once they are in the index; those that take longer are counted as waiting. */
export async function searchedRunsInIndex(
  parts: IndexParts,
  model: number,
  filter: RunFilter,
): Promise<{ readonly runs: readonly string[]; readonly waiting: number; readonly otherModels: number }> {
  const { database, faceIndex } = parts;
  const active = (await readSearchedRuns(database.queries, filter)).filter(({ modelId }) => modelId !== null);
  const comparable = active.filter(({ modelId }) => modelId === model);
  const isHere = (run: SearchedRun): boolean => toIndexed(run).every((each) => faceIndex.has(each));
  if (!comparable.every(isHere)) await withPatience(updateIndex(parts));
  const runs = comparable.filter(isHere).map(({ runId }) => runId);
  return { runs, waiting: comparable.length - runs.length, otherModels: active.length - comparable.length };
}

/** A failure is told where the index is looked after; a search shows what there is. */
async function withPatience(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([work.catch(() => undefined), late]);
  clearTimeout(timer);
}
