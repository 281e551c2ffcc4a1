/** For tests: a running run of episode s01e01 of a show, with everything above it. */
import { randomUUID } from 'node:crypto';
import { toJson } from '../../adapters/database/column-values.ts';
import type { Queries } from '../../adapters/database/port.ts';

export interface SampleRun {
  readonly runId: string;
  readonly episodeId: string;
  /** Of the person that was asked for. */
  readonly personId: string | null;
}

/** Makes show and episode unless they are there. @param person makes somebody of this name. */
export async function addRunningRun(
  queries: Queries,
  { show, person = null }: { readonly show: string; readonly person?: string | null },
): Promise<SampleRun> {
  const episodeId = `${show}-s01e01`;
  await queries
    .insertInto('shows')
    .values({ id: show, title: show })
    .onConflict((on) => on.doNothing())
    .execute();
  await queries
    .insertInto('seasons')
    .values({ show_id: show, number: 1 })
    .onConflict((on) => on.doNothing())
    .execute();
  await queries
    .insertInto('episodes')
    .values({ id: episodeId, show_id: show, season_number: 1, number: 1 })
    .onConflict((on) => on.doNothing())
    .execute();
  const { id: videoId } = await queries
    .insertInto('videos')
    .values({
      episode_id: episodeId,
      blob_key: `raw/${randomUUID()}.mp4`,
      file_name: 'episode.mp4',
      bytes: 5_000_000,
      sha256: 'ab'.repeat(32),
      state: 'ready',
      probe: toJson({ codec: 'h264' }),
      is_current: false,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { count } = await queries
    .selectFrom('runs')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('episode_id', '=', episodeId)
    .executeTakeFirstOrThrow();
  const { id: runId } = await queries
    .insertInto('runs')
    .values({
      episode_id: episodeId,
      video_id: videoId,
      number: Number(count) + 1,
      profile: 'balanced',
      config: toJson({ profile: 'balanced' }),
      program_version: '0.1.0',
      state: 'running',
      requested_by: 'tester',
      started_at: new Date(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { runId, episodeId, personId: person === null ? null : await addPerson(queries, show, person) };
}

async function addPerson(queries: Queries, show: string, name: string): Promise<string> {
  const { id } = await queries
    .insertInto('people')
    .values({ show_id: show, name })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
