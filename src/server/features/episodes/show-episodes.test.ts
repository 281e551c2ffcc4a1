/** What lists show of episodes besides what they are. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenStores, openStores } from '../../results/open-stores.test-support.ts';
import { addRunningRun } from '../../results/sample-run.test-support.ts';
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

  it('shows the poster and the people of the active run', async () => {
    const { queries } = stores.database;
    const { runId, episodeId, personId } = await addRunningRun(queries, { show: 'rhobh', person: 'Mira' });
    expect(await shown(episodeId)).toMatchObject({ posterUrl: null, cast: [], castCount: 0 });
    const other = { run_id: runId, confidence: 1, face_count: 1, verdict: null, person_id: null };
    const mira = { ...other, person_id: personId, verdict: 'accept' as const };
    const identities = [
      { ...mira, number: 1, seconds: 30, best_crop_key: 'crops/mira.jpg' },
      { ...other, number: 2, seconds: 40, best_crop_key: null },
      // Whoever is only asked about is nobody yet.
      { ...mira, verdict: 'ask' as const, number: 3, seconds: 5 },
      { ...mira, number: 4, seconds: 20, best_crop_key: 'crops/less.jpg' },
      ...[5, 6, 7, 8].map((number) => ({ ...other, number, seconds: 10 - number })),
    ];
    for (const each of identities) await queries.insertInto('identities').values(each).execute();
    await queries
      .updateTable('runs')
      .set({ state: 'done', is_active: true, finished_at: new Date() })
      .where('id', '=', runId)
      .execute();
    await queries.updateTable('videos').set({ poster_key: 'thumbs/poster.jpg', is_current: true }).execute();
    const { posterUrl, cast, castCount } = await shown(episodeId);
    expect(posterUrl).toContain('/thumbs/poster.jpg');
    expect(cast.map(({ name, seconds }) => [name, seconds])).toEqual([
      ['Mira', 50],
      [null, 40],
      [null, 5],
      [null, 5],
      [null, 4],
      [null, 3],
    ]);
    expect([cast[0]?.cropUrl, cast[1]?.cropUrl]).toEqual([expect.stringContaining('/crops/mira.jpg'), null]);
    expect(castCount).toBe(7);
  });
});
