/** What lies in files beside the results: photographs, exports, half results, folders of work, and videos if that is wished. */
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import {
  ARTIFACT_KINDS,
  artifactPrefix,
  facebankPrefix,
  type RunPlace,
  thumbsPrefix,
  videoPrefix,
} from '../../../adapters/blobs/object-layout.ts';
import type { Queries } from '../../../adapters/database/port.ts';
import { placeOfEpisode } from '../../episode-place.ts';
import { folderSize } from '../../folder-size.ts';
import { listBlobs } from '../../list-blobs.ts';
import { readPlacedRun } from '../../results/run-place.ts';
import type { ForgetParts } from './forget-parts.ts';
import type { Inventory } from './inventory.ts';
import { removeEvidence } from './redact-run.ts';

/** Stands with an export whose file is gone. */
const EXPORT_REMOVED = 'Removed, because somebody in it had to be forgotten. Make it again without them.';
/** Stands with a video that is gone. */
const VIDEO_REMOVED =
  'Removed, because somebody in it had to be forgotten. Upload it again if it may be shown after all.';

export async function removePhotographs({ blobs }: Pick<ForgetParts, 'blobs'>, personId: string): Promise<void> {
  await blobs.deletePrefix(facebankPrefix(personId));
}

/** Rows stay and say why there is no file. One that is being made is stopped. */
export async function removeExports(parts: ForgetParts, { episodes }: Pick<Inventory, 'episodes'>): Promise<void> {
  const { database, blobs, jobs, clock } = parts;
  for (const row of await listExports(database.queries, episodes)) {
    if (row.state !== 'done' && (await jobs.get(row.id)) !== null) await jobs.cancel(row.id, 'privacy');
    await database.queries
      .updateTable('exports')
      .set({ state: 'failed', reason: EXPORT_REMOVED, blob_key: null, bytes: null, sha256: null })
      .set(({ fn, val }) => ({ finished_at: fn.coalesce('finished_at', val(new Date(clock.now()))) }))
      .where('id', '=', row.id)
      .execute();
  }
  for (const run of await placedRunsOf(database.queries, episodes)) await blobs.deletePrefix(exportsPrefix(run));
}

const exportsPrefix = (run: RunPlace): string => `${artifactPrefix('analytics', run)}exports/`;

/** Exports of the runs of episodes that are there or will be. */
export async function listExports(queries: Queries, episodes: readonly string[]) {
  if (episodes.length === 0) return [];
  return await queries
    .selectFrom('exports')
    .innerJoin('runs', 'runs.id', 'exports.run_id')
    .select(['exports.id', 'exports.state', 'exports.bytes', 'exports.run_id'])
    .where('runs.episode_id', 'in', episodes)
    .where('exports.state', 'not in', ['failed', 'cancelled'])
    .execute();
}

export async function placedRunsOf(queries: Queries, episodes: readonly string[]): Promise<RunPlace[]> {
  if (episodes.length === 0) return [];
  const rows = await queries
    .selectFrom('runs')
    .innerJoin('episodes', 'episodes.id', 'runs.episode_id')
    .select([
      'runs.id as run',
      'episodes.show_id as show',
      'episodes.season_number as season',
      'episodes.number as episode',
    ])
    .where('runs.episode_id', 'in', episodes)
    .execute();
  return rows;
}

/** Runs that ended without a result keep nothing but their row and their log; tried again, they begin anew. */
export async function removeBrokenRuns(
  { database, blobs, clock }: ForgetParts,
  { brokenRuns }: Pick<Inventory, 'brokenRuns'>,
): Promise<void> {
  for (const id of brokenRuns) {
    const { place, state } = await readPlacedRun(database.queries, id);
    // Tried again meanwhile: it works without their photographs.
    if (state !== 'failed' && state !== 'cancelled') continue;
    for (const kind of ARTIFACT_KINDS) await blobs.deletePrefix(artifactPrefix(kind, place));
    await removeEvidence(database, id, new Date(clock.now()));
  }
}

/** Those of this host; others remove theirs within an hour, see `sweep-work-folders.ts`. */
export async function removeWorkFolders(
  { analysesFolder }: Pick<ForgetParts, 'analysesFolder'>,
  videos: readonly string[],
): Promise<void> {
  for (const folder of await workFoldersOf(analysesFolder, videos)) await rm(folder, { recursive: true, force: true });
}

export async function measureWorkFolders(
  { analysesFolder }: Pick<ForgetParts, 'analysesFolder'>,
  videos: readonly string[],
): Promise<{ count: number; bytes: number }> {
  const sizes = await Promise.all((await workFoldersOf(analysesFolder, videos)).map(folderSize));
  const there = sizes.filter((size) => size !== null);
  return { count: there.length, bytes: there.reduce((sum, size) => sum + size, 0) };
}

/** The folder of an analysis, and what it was given: photographs, and what people had said. */
async function workFoldersOf(analysesFolder: string, videos: readonly string[]): Promise<string[]> {
  const names = await readdir(analysesFolder).catch(() => []);
  return names.filter((name) => videos.includes(workVideoOf(name))).map((name) => path.join(analysesFolder, name));
}

/** Id of the video that something in the folder of analyses belongs to: `<id>`, `<id>.cast`, `<id>.laws.json`. */
export const workVideoOf = (name: string): string => name.split('.')[0] ?? name;

/** Episodes keep their results and have no video until one is uploaded. */
export async function removeVideos(
  { database, blobs }: ForgetParts,
  { episodes }: Pick<Inventory, 'episodes'>,
): Promise<void> {
  for (const episode of episodes) {
    const place = await placeOfEpisode(database.queries, episode);
    await database.queries
      .updateTable('videos')
      .set({ state: 'rejected', reason: VIDEO_REMOVED, is_current: false })
      .set({ proxy_key: null, poster_key: null, thumbnails: null })
      .where('episode_id', '=', episode)
      .execute();
    await blobs.deletePrefix(videoPrefix(place));
    const videos = await database.queries.selectFrom('videos').select('id').where('episode_id', '=', episode).execute();
    for (const { id } of videos) await blobs.deletePrefix(thumbsPrefix(place, id));
  }
}

export async function measureVideos(
  { database, blobs }: Pick<ForgetParts, 'database' | 'blobs'>,
  episodes: readonly string[],
) {
  let [count, bytes] = [0, 0];
  for (const episode of episodes) {
    const prefix = videoPrefix(await placeOfEpisode(database.queries, episode));
    for await (const blob of listBlobs(blobs, prefix)) {
      count += 1;
      bytes += blob.bytes;
    }
  }
  return { count, bytes };
}
