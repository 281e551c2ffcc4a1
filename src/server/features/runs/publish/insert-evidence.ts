/** Shots, tracks, faces and embeddings as rows, in batches that other queries get in between. */
import path from 'node:path';
import type { RunPlace } from '../../../../adapters/blobs/object-layout.ts';
import { toReals } from '../../../../adapters/database/column-values.ts';
import type { Queries } from '../../../../adapters/database/port.ts';
import { keyOfArtifact } from '../../../results/artifact-place.ts';
import { readNpyRows } from '../artifacts/npy.ts';
import type { Result } from './read-result.ts';

export interface EvidenceSource {
  readonly folder: string;
  readonly place: RunPlace;
  readonly result: Result;
  /** Row of the model that made the embeddings; null where there are none. */
  readonly embedderId: number | null;
  readonly signal: AbortSignal;
}

/** Rows per statement: some 12 columns stay far below the 65,535 parameters of the protocol. */
const BATCH = 500;
/** An embedding is some kilobytes of text. */
const EMBEDDING_BATCH = 50;

export async function insertEvidence(queries: Queries, source: EvidenceSource): Promise<void> {
  for (const rows of batches(shotRows(source), source.signal)) {
    await queries.insertInto('shots').values(rows).execute();
  }
  for (const rows of batches(trackRows(source), source.signal)) {
    await queries.insertInto('tracks').values(rows).execute();
  }
  for (const rows of batches(faceRows(source), source.signal)) {
    await queries.insertInto('faces').values(rows).execute();
  }
  await insertEmbeddings(queries, source);
}

function* batches<Row>(rows: readonly Row[], signal: AbortSignal): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += BATCH) {
    signal.throwIfAborted();
    yield rows.slice(start, start + BATCH);
  }
}

function shotRows({ place, result }: EvidenceSource) {
  return result.shots.map((shot) => ({
    run_id: place.run,
    number: shot.shot,
    start_frame: shot.startFrame - 1,
    end_frame: shot.endFrame - 1,
    start_seconds: shot.startSeconds,
    end_seconds: shot.endSeconds,
    transition: shot.transition,
  }));
}

function trackRows({ place, result }: EvidenceSource) {
  const best = new Map<number, { quality: number; crop: string }>();
  for (const { track, quality, crop } of result.faces) {
    if (crop !== null && quality > (best.get(track)?.quality ?? Number.NEGATIVE_INFINITY)) {
      best.set(track, { quality, crop });
    }
  }
  return result.tracks.map((row) => {
    const crop = best.get(row.track)?.crop;
    return {
      run_id: place.run,
      number: row.track,
      shot_number: row.shot,
      first_frame: row.first_frame - 1,
      last_frame: row.last_frame - 1,
      first_seconds: row.first_s,
      last_seconds: row.last_s,
      sightings: row.sightings,
      best_crop_key: crop === undefined ? null : keyOfArtifact(place, crop),
    };
  });
}

const unit = (value: number): number => Math.min(Math.max(value, 0), 1);

/** Faces are numbered by their row, from 1. */
function faceRows({ place, result }: EvidenceSource) {
  return result.faces.map(({ row, track, frame, seconds, box, score, quality, crop }) => ({
    run_id: place.run,
    number: row + 1,
    track_number: track,
    frame: frame - 1,
    seconds,
    box_left: box.left,
    box_top: box.top,
    box_width: box.width,
    box_height: box.height,
    score: unit(score),
    quality: unit(quality),
    crop_key: crop === null ? null : keyOfArtifact(place, crop),
  }));
}

async function insertEmbeddings(queries: Queries, source: EvidenceSource): Promise<void> {
  const { folder, place, result, embedderId, signal } = source;
  if (embedderId === null) return;
  const kept = new Set(result.faces.map(({ row }) => row));
  let rows: { run_id: string; face_number: number; model_id: number; embedding: ReturnType<typeof toReals> }[] = [];
  const flush = async (): Promise<void> => {
    signal.throwIfAborted();
    if (rows.length > 0) await queries.insertInto('face_embeddings').values(rows).execute();
    rows = [];
  };
  let row = 0;
  for await (const embedding of readNpyRows(path.join(folder, 'embeddings.npy'))) {
    if (kept.has(row)) {
      rows.push({ run_id: place.run, face_number: row + 1, model_id: embedderId, embedding: toReals(embedding) });
    }
    row++;
    if (rows.length === EMBEDDING_BATCH) await flush();
  }
  await flush();
}
