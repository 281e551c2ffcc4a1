/**
 * Compares the identities of a run with the facebank as it is now. Whom the run has accepted stays: the others get suggestions,
 * however alike they are, because a result changes by what people say alone.
 */
import { z } from 'zod';
import type { JobHandler } from '../../../adapters/jobs/port.ts';
import { type CastMember, type NameVerdict, nameClusters } from '../../../pipeline/cluster/name-clusters.ts';
import { groupBy } from '../../../pipeline/screen-time/group-by.ts';
import { embedding } from '../../../pipeline/units.ts';
import { parseIdentities } from '../../features/runs/artifacts/identities-json.ts';
import { readNpyRows } from '../../features/runs/artifacts/npy.ts';
import { keyOfArtifact } from '../../results/artifact-place.ts';
import { readNaming } from '../../results/naming-lines.ts';
import { readBlobText } from '../../results/read-blob.ts';
import { type PlacedRun, readDoneRun } from '../../results/run-place.ts';
import type { Operations } from './definitions.ts';
import { embedForPack, type PhotoParts } from './embed-photos.ts';
import { withArtifacts } from './fetch-artifacts.ts';
import { photosWithout, readKnownFaces } from './photo-rows.ts';

const CENTROIDS = 'centroids.npy';
const runConfig = z.object({ pack: z.string() });

export function refreshSimilarityHandler({ refreshSimilarity }: Operations, parts: PhotoParts): JobHandler {
  const { queries } = parts.database;
  return {
    definition: refreshSimilarity,
    async run(raw, { signal }) {
      const run = await readDoneRun(queries, refreshSimilarity.payload.parse(raw).run);
      const model = await queries
        .selectFrom('run_models')
        .innerJoin('models', 'models.id', 'run_models.model_id')
        .select(['models.id', 'models.sha256'])
        .where('run_models.run_id', '=', run.id)
        .where('run_models.role', '=', 'embedder')
        .executeTakeFirst();
      // Without an embedding there is nothing to compare.
      if (!model) return { compared: 0, suggested: 0 };
      await embedWhatIsMissing(parts, run, { modelSha256: model.sha256, signal });
      const cast = await readCast(parts, run, model.id);
      const clusters = await readClusters(parts, run, signal);
      const options = await readNaming(queries, { show: run.place.show, modelId: model.id });
      const verdicts = nameClusters(clusters, cast, { options, conflicts: () => false });
      let suggested = 0;
      for (const verdict of verdicts) suggested += await suggest(parts, run.id, { verdict, clusters });
      return { compared: clusters.length, suggested };
    },
  };
}

/** A run by another pack of models needs the photographs seen by that one. */
async function embedWhatIsMissing(
  parts: PhotoParts,
  { id, place }: PlacedRun,
  { modelSha256, signal }: { readonly modelSha256: string; readonly signal: AbortSignal },
): Promise<void> {
  const { queries } = parts.database;
  const { config } = await queries.selectFrom('runs').select('config').where('id', '=', id).executeTakeFirstOrThrow();
  const seen: string[] = [];
  for (;;) {
    const photos = await photosWithout(queries, { show: place.show, modelSha256, after: seen });
    if (photos.length === 0) return;
    await embedForPack(parts, { photos, pack: runConfig.parse(config).pack, signal });
    seen.push(...photos.map((photo) => photo.id));
  }
}

/** People by id: their names may change. */
async function readCast({ database }: PhotoParts, run: PlacedRun, modelId: number): Promise<CastMember[]> {
  const faces = await readKnownFaces(database.queries, { show: run.place.show, modelId });
  return [...groupBy(faces, ({ person }) => person)].map(([name, own]) => ({
    name,
    photos: own.map(({ vector }) => vector),
  }));
}

async function readClusters(parts: PhotoParts, { place }: PlacedRun, signal: AbortSignal) {
  const key = keyOfArtifact(place, 'identities.json');
  const identities = parseIdentities(await readBlobText(parts.blobs, key), key);
  return await withArtifacts(parts, { place, names: [CENTROIDS], signal }, async (folder) => {
    const rows: Float32Array[] = [];
    for await (const row of readNpyRows(`${folder}/${CENTROIDS}`)) rows.push(Float32Array.from(row));
    return identities.flatMap(({ identity, tracks, cohesion, centroidRow }) => {
      const values = centroidRow === null ? undefined : rows[centroidRow];
      return values ? [{ identity, tracks, cohesion: cohesion ?? 0, centroid: embedding(values) }] : [];
    });
  });
}

/** @returns 1 where somebody is suggested now. */
async function suggest(
  { database }: PhotoParts,
  runId: string,
  { verdict, clusters }: { readonly verdict: NameVerdict; readonly clusters: readonly { readonly identity: number }[] },
): Promise<number> {
  const { name: person, likeness, margin } = verdict;
  const number = clusters[verdict.cluster]?.identity ?? 0;
  const isLike = verdict.verdict !== 'reject' && person !== null;
  const { numUpdatedRows } = await database.queries
    .updateTable('identities')
    .set({ person_id: person, verdict: isLike ? 'ask' : person === null ? null : 'reject' })
    .set({ likeness: person === null ? null : likeness, margin: person === null ? null : margin })
    .where('run_id', '=', runId)
    .where('number', '=', number)
    .where((at) => at.or([at('verdict', 'is', null), at('verdict', '!=', 'accept')]))
    .executeTakeFirst();
  return isLike && numUpdatedRows > 0n ? 1 : 0;
}
