/** What lists show of episodes besides what they are. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toJson } from '../../../adapters/database/column-values.ts';
import { type OpenStores, openStores } from '../../results/open-stores.test-support.ts';
import { KEPT_PRESET } from '../../results/preset-key.ts';
import { addRunningRun } from '../../results/sample-run.test-support.ts';
import { toShown } from '../../results/shown-people.ts';
import { readEpisode } from './episode-rows.ts';
import { showEpisode } from './show-episodes.ts';

describe('a list of episodes', () => {
  let directory: string;
  let stores: OpenStores;
  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'lists-'));
    stores = await openStores(directory);
  });
  afterAll(async () => {
    await stores?.close();
    await rm(directory, { recursive: true, force: true });
  });
  const shown = async (id: string) => {
    const { database, blobs } = stores;
    return await showEpisode({ queries: database.queries, blobs }, await readEpisode(database.queries, id));
  };

  it('shows the poster and the people of the active run, by the names they have now', async () => {
    const { queries } = stores.database;
    const { runId, episodeId, personId } = await addRunningRun(queries, { show: 'rhobh', person: 'Mira' });
    expect(await shown(episodeId)).toMatchObject({ posterUrl: null, cast: [], castCount: 0 });
    const nobody = { personId: null, name: null, cropKey: null };
    const people = [
      { ...nobody, seconds: 40 },
      { personId, name: null, seconds: 50, cropKey: 'crops/mira.jpg' },
      { ...nobody, name: 'the driver', seconds: 9 },
      ...[5, 4, 3, 2].map((seconds) => ({ ...nobody, seconds })),
    ];
    const table = { run_id: runId, edit_seq: 0, show_edit_seq: 0, face_visible_seconds: 60 };
    await queries
      .insertInto('screen_time_tables')
      .values([
        { ...table, preset: KEPT_PRESET, shown: toJson<unknown>(toShown(people)) },
        { ...table, preset: 'strict-1', shown: toJson<unknown>(toShown([])) },
      ])
      .execute();
    expect(await shown(episodeId)).toMatchObject({ cast: [], castCount: 0, activeRun: null });

    await queries
      .updateTable('runs')
      .set({ state: 'done', is_active: true, finished_at: new Date() })
      .where('id', '=', runId)
      .execute();
    await queries.updateTable('videos').set({ poster_key: 'thumbs/poster.jpg', is_current: true }).execute();
    const { posterUrl, cast, castCount, activeRun, latestRun } = await shown(episodeId);
    expect(posterUrl).toContain('/thumbs/poster.jpg');
    expect(activeRun).toEqual(latestRun);
    expect(cast.map(({ name, seconds }) => [name, seconds])).toEqual([
      ['Mira', 50],
      [null, 40],
      ['the driver', 9],
      [null, 5],
      [null, 4],
      [null, 3],
    ]);
    expect([cast[0]?.cropUrl, cast[1]?.cropUrl]).toEqual([expect.stringContaining('/crops/mira.jpg'), null]);
    expect(castCount).toBe(7);

    await queries.updateTable('people').set({ name: 'Mirabel' }).execute();
    // A later run that is not done leaves the result of the one before.
    const later = await addRunningRun(queries, { show: 'rhobh' });
    const after = await shown(episodeId);
    expect(after.cast[0]).toMatchObject({ name: 'Mirabel', seconds: 50 });
    expect([after.activeRun?.id, after.latestRun?.id]).toEqual([runId, later.runId]);
  });
});
