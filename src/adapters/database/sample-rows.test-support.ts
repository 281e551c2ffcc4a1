/** Rows to start from: one show with one episode, and a finished run with one face per embedding. */
import { toJson, toReals } from './column-values.ts';
import type { Queries } from './port.ts';

export const HASH = 'a'.repeat(64);
export const EPISODE = 'rhobh-s05e17';

/** Show `rhobh`, season 5, episode {@link EPISODE}. */
export async function addEpisode(queries: Queries): Promise<void> {
  await queries.insertInto('shows').values({ id: 'rhobh', title: 'Beverly Hills' }).execute();
  await queries.insertInto('seasons').values({ show_id: 'rhobh', number: 5 }).execute();
  await queries
    .insertInto('episodes')
    .values({ id: EPISODE, show_id: 'rhobh', season_number: 5, number: 17, air_date: '2015-02-17' })
    .execute();
}

/** A video of {@link EPISODE}. @returns its id. */
export async function addVideo(queries: Queries, { current = true } = {}): Promise<string> {
  const { id } = await queries
    .insertInto('videos')
    .values({
      episode_id: EPISODE,
      blob_key: `raw/${Math.random()}.mp4`,
      file_name: 'episode.mp4',
      bytes: 5_000_000_000,
      sha256: HASH,
      state: 'ready',
      probe: toJson({ codec: 'h264' }),
      is_current: current,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** A finished run. @returns its id. */
export async function addRun(
  queries: Queries,
  run: { readonly videoId: string; readonly number: number; readonly active: boolean },
): Promise<string> {
  const { id } = await queries
    .insertInto('runs')
    .values({
      episode_id: EPISODE,
      video_id: run.videoId,
      number: run.number,
      profile: 'balanced',
      config: toJson({ profile: 'balanced' }),
      program_version: '0.1.0',
      state: 'done',
      is_active: run.active,
      requested_by: 'tester',
      started_at: new Date(),
      finished_at: new Date(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** An embedder with this many dimensions. @returns its id. */
export async function addModel(queries: Queries, dimensions: number): Promise<number> {
  const { id } = await queries
    .insertInto('models')
    .values({ sha256: HASH, role: 'embedder', pack: 'bundled', file: 'e.onnx', licence: 'MIT', dimensions })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** One shot with one track, whose faces get numbers from 1 and these embeddings. */
export async function addFaces(
  queries: Queries,
  runId: string,
  { modelId, embeddings }: { readonly modelId: number; readonly embeddings: readonly Float32Array[] },
): Promise<void> {
  await queries
    .insertInto('shots')
    .values({
      run_id: runId,
      number: 1,
      start_frame: 0,
      end_frame: 99,
      start_seconds: 0,
      end_seconds: 4,
      transition: 'start',
    })
    .execute();
  await queries
    .insertInto('tracks')
    .values({
      run_id: runId,
      number: 1,
      shot_number: 1,
      first_frame: 0,
      last_frame: 99,
      first_seconds: 0,
      last_seconds: 3.96,
      sightings: 100,
    })
    .execute();
  const box = { box_left: 1, box_top: 2, box_width: 30, box_height: 40, score: 0.9 };
  const faces = embeddings.map((_, index) => ({
    run_id: runId,
    number: index + 1,
    track_number: 1,
    frame: index,
    seconds: 0,
    ...box,
  }));
  await queries.insertInto('faces').values(faces).execute();
  const rows = embeddings.map((embedding, index) => ({
    run_id: runId,
    face_number: index + 1,
    model_id: modelId,
    embedding: toReals(embedding),
  }));
  await queries.insertInto('face_embeddings').values(rows).execute();
}
