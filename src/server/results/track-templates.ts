/** How each track of a run looks: the mean direction of its embedded faces. */
import { meanDirection } from '../../pipeline/embed/vectors.ts';
import { type Embedding, embedding } from '../../pipeline/units.ts';
import { keptFor, type ResultStores } from './run-evidence.ts';
import type { PlacedRun } from './run-place.ts';

export interface TrackTemplates {
  /** Of the model that embedded them; null: the run has no embeddings. */
  readonly modelId: number | null;
  readonly byTrack: ReadonlyMap<number, Embedding>;
}

export const readTrackTemplates = (stores: ResultStores, run: PlacedRun): Promise<TrackTemplates> =>
  keptFor(stores, run, 'track-templates', async () => {
    const rows = await stores.database.queries
      .selectFrom('face_embeddings')
      .innerJoin('faces', (join) =>
        join
          .onRef('faces.run_id', '=', 'face_embeddings.run_id')
          .onRef('faces.number', '=', 'face_embeddings.face_number'),
      )
      .select(['faces.track_number', 'face_embeddings.embedding', 'face_embeddings.model_id', 'faces.quality'])
      .where('face_embeddings.run_id', '=', run.id)
      .orderBy('faces.number')
      .execute();
    const modelId = rows[0]?.model_id ?? null;
    const faces = new Map<number, { vector: Embedding; weight: number }[]>();
    for (const { track_number: track, embedding: values, model_id, quality } of rows) {
      if (model_id !== modelId) continue;
      const own = faces.get(track) ?? [];
      own.push({ vector: embedding(values), weight: Math.max(quality ?? 0, LEAST_WEIGHT) });
      faces.set(track, own);
    }
    const byTrack = new Map<number, Embedding>();
    for (const [track, own] of faces) {
      const mean = meanDirection(own);
      if (mean) byTrack.set(track, mean);
    }
    return { modelId, byTrack };
  });

/** A face of quality 0 still says something. */
const LEAST_WEIGHT = 0.05;
