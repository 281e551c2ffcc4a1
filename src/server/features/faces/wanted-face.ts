import type { BlobStore } from '../../../adapters/blobs/port.ts';
import type { Queries } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import type { FoundByFace } from '../../contract/face-search.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { signedCrop } from '../../results/signed-crop.ts';

export interface WantedFace {
  readonly embedding: Float32Array;
  readonly modelId: number;
  readonly asked: FoundByFace['asked'];
}

/** A stored face to look for. @throws UserError `faces.not-found`, `runs.not-found`, `runs.wrong-state`. */
export async function readWantedFace(
  { queries, blobs }: { readonly queries: Queries; readonly blobs: BlobStore },
  { runId, number }: { readonly runId: string; readonly number: number },
): Promise<WantedFace> {
  const { episodeId } = await readDoneRun(queries, runId);
  const row = await queries
    .selectFrom('face_embeddings')
    .innerJoin('faces', (join) =>
      join
        .onRef('faces.run_id', '=', 'face_embeddings.run_id')
        .onRef('faces.number', '=', 'face_embeddings.face_number'),
    )
    .select(['face_embeddings.embedding', 'face_embeddings.model_id'])
    .select(['faces.track_number', 'faces.seconds', 'faces.crop_key'])
    .where('face_embeddings.run_id', '=', runId)
    .where('face_embeddings.face_number', '=', number)
    .executeTakeFirst();
  if (!row) {
    throw new UserError(
      'faces.not-found',
      `Run ${runId} has no embedded face ${number}: look at the list of its faces.`,
    );
  }
  const cropUrl = await signedCrop(blobs, row.crop_key);
  const asked = { runId, number, track: row.track_number, episodeId, seconds: row.seconds, cropUrl };
  return { embedding: row.embedding, modelId: row.model_id, asked };
}
