/**
 * What a finished analysis becomes on the server: its files go to the storage, its findings to the database, and the run is done.
 *
 * Three steps, each of which may be interrupted and done again:
 * 1. Files to the storage. Keys belong to the run, so that a second time replaces the first.
 * 2. Shots, tracks, faces and embeddings, in many short statements, since the embedded database has one connection and an
 *    episode's embeddings take it a minute. Rows of a run that is not done are seen by nobody; those of an earlier attempt are
 *    removed first.
 * 3. Everything else in one short transaction that ends with the run being done and active. A run that is done is left alone.
 */
import type { BlobStore } from '../../../../adapters/blobs/port.ts';
import type { Database, Queries } from '../../../../adapters/database/port.ts';
import { UserError } from '../../../../errors.ts';
import { readPlacedRun } from '../../../results/run-place.ts';
import { readNpyShape } from '../artifacts/npy.ts';
import { completeRun } from './complete-run.ts';
import { insertEvidence } from './insert-evidence.ts';
import { knowModels } from './insert-models.ts';
import { readResult } from './read-result.ts';
import { storeArtifacts } from './store-artifacts.ts';

export interface PublishStores {
  readonly database: Database;
  readonly blobs: BlobStore;
}

export interface PublishRequest {
  /** A run that is running; one that is done already is left as it is. */
  readonly runId: string;
  /** The result folder of its analysis. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/**
 * Makes the result of a run the result of its episode.
 *
 * @throws UserError `runs.not-found`, `runs.wrong-state`; `artifact.…` when the folder holds no whole result; DatabaseError,
 * BlobError; the signal's reason when aborted.
 */
export async function publishRun({ database, blobs }: PublishStores, request: PublishRequest): Promise<void> {
  const { runId, folder, signal } = request;
  const run = await readPlacedRun(database.queries, runId);
  if (run.state === 'done') return;
  if (run.state !== 'running') {
    throw new UserError(
      'runs.wrong-state',
      `The result of run ${runId} cannot be taken over: the run is ${run.state}; only a running one gets a result.`,
    );
  }
  const result = await readResult(folder);
  const artifacts = await storeArtifacts(blobs, { folder, place: run.place, signal });
  const { columns } = await readNpyShape(`${folder}/embeddings.npy`);
  const models = await knowModels(database.queries, result.run, columns);
  const embedderId = models.find(({ role }) => role === 'embedder')?.id ?? null;
  await removeAttempt(database.queries, runId);
  await insertEvidence(database.queries, { folder, place: run.place, result, embedderId, signal });
  signal.throwIfAborted();
  await completeRun(database, { run, result, models, artifacts });
}

/** What an interrupted attempt has left. Faces and embeddings go with their tracks. */
async function removeAttempt(queries: Queries, runId: string): Promise<void> {
  await queries.deleteFrom('tracks').where('run_id', '=', runId).execute();
  await queries.deleteFrom('shots').where('run_id', '=', runId).execute();
}
