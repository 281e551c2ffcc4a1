/** How each track of a run looks: the mean direction of its embedded faces. */
import { meanDirection } from '../../pipeline/embed/vectors.ts';
import { type Embedding, embedding } from '../../pipeline/units.ts';
import type { ReviewState } from '../../review/review-state.ts';
import { keptFor, type ResultStores } from './run-evidence.ts';
import type { PlacedRun } from './run-place.ts';

export interface TrackTemplates {
  /** Of the model that embedded them; null: the run has no embeddings. */
  readonly modelId: number | null;
  readonly byTrack: ReadonlyMap<number, Embedding>;
}

/** As the machine has it. */
export const readTrackTemplates = (stores: ResultStores, run: PlacedRun): Promise<TrackTemplates> =>
  keptFor(stores, run, 'track-templates', async () => {
    const rows = await embeddedFaces(stores, run).execute();
    const modelId = rows[0]?.model_id ?? null;
    return { modelId, byTrack: meansOf(rows.filter(({ model_id }) => model_id === modelId)) };
  });

/** Without faces by which nobody is to be recognised; a track that has no others has no look. */
export async function readTemplatesAfter(
  stores: ResultStores,
  run: PlacedRun,
  { excludedFaces, trackOfFace }: Pick<ReviewState, 'excludedFaces' | 'trackOfFace'>,
): Promise<TrackTemplates> {
  const whole = await readTrackTemplates(stores, run);
  const touched = new Set([...excludedFaces.keys()].flatMap((face) => trackOfFace.get(face) ?? []));
  if (touched.size === 0 || whole.modelId === null) return whole;
  const rows = await embeddedFaces(stores, run)
    .where('face_embeddings.model_id', '=', whole.modelId)
    .where('faces.track_number', 'in', [...touched])
    .execute();
  const byTrack = new Map([...whole.byTrack].filter(([track]) => !touched.has(track)));
  const left = rows.filter(({ number }) => !excludedFaces.has(number));
  for (const [track, mean] of meansOf(left)) byTrack.set(track, mean);
  return { modelId: whole.modelId, byTrack };
}

const embeddedFaces = ({ database }: ResultStores, { id }: PlacedRun) =>
  database.queries
    .selectFrom('face_embeddings')
    .innerJoin('faces', (join) =>
      join
        .onRef('faces.run_id', '=', 'face_embeddings.run_id')
        .onRef('faces.number', '=', 'face_embeddings.face_number'),
    )
    .select(['faces.number', 'faces.track_number', 'faces.quality'])
    .select(['face_embeddings.embedding', 'face_embeddings.model_id'])
    .where('face_embeddings.run_id', '=', id)
    .orderBy('faces.number');

type Row = Awaited<ReturnType<ReturnType<typeof embeddedFaces>['execute']>>[number];

function meansOf(rows: readonly Row[]): Map<number, Embedding> {
  const faces = new Map<number, { vector: Embedding; weight: number }[]>();
  for (const { track_number: track, embedding: values, quality } of rows) {
    const own = faces.get(track) ?? [];
    own.push({ vector: embedding(values), weight: Math.max(quality ?? 0, LEAST_WEIGHT) });
    faces.set(track, own);
  }
  const byTrack = new Map<number, Embedding>();
  for (const [track, own] of faces) {
    const mean = meanDirection(own);
    if (mean) byTrack.set(track, mean);
  }
  return byTrack;
}

/** A face of quality 0 still says something. */
const LEAST_WEIGHT = 0.05;
