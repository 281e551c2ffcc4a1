/** The server's process is killed in the middle of an upload; the next one goes on with it. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { startProduct } from '../../../../fixtures/profiles/product-process.ts';
import { freePort } from '../../../../fixtures/servers/free-port.ts';
import { prepareMigratedDatabase } from '../../../adapters/database/migrated-database.test-support.ts';
import { startTestApi } from '../../api-server.test-support.ts';
import { begin, type Call, MIB, makeVideo, padded, sendParts, sha256Of } from './upload-trial.test-support.ts';

it('goes on after kill -9, with what was being completed, and what was being looked at', async () => {
  const data = await mkdtemp(path.join(os.tmpdir(), 'uploads-data-'));
  const server = await startProcess(data);
  try {
    const plain = await makeVideo(data);
    const content = padded(plain, 17 * MIB);
    for (const number of [1, 2]) {
      await server.call('POST', '/episodes', { showId: 'up', showTitle: 'Uploads', season: 1, number });
    }
    const file = { episodeId: 'up-s01e01', fileName: 'killed.mp4', content };
    const upload = await begin(server.call, file);
    await sendParts(server.call, upload, content, [1, 3]);
    await server.kill();

    const second = await startTestApi({ SCREENALYTICS_DATA_DIR: data });
    const resumed = await begin(second.call, file);
    expect(resumed).toMatchObject({ id: upload.id, parts: [{ number: 1 }, { number: 3 }] });
    await sendParts(second.call, upload, content, [2]);
    const other = await begin(second.call, { episodeId: 'up-s01e02', fileName: 'looked-at.mp4', content: plain });
    await sendParts(second.call, other, plain);
    await second.call('POST', `/uploads/${other.id}/complete`, {});
    const { queries } = second.services.database;
    await second.services.background.settled();
    // As a server leaves them that is killed while it joins the parts of one video and looks at another.
    await queries.updateTable('uploads').set({ state: 'completing' }).where('id', '=', upload.id).execute();
    await queries.updateTable('videos').set({ state: 'checking', sha256: null }).execute();
    await second.close();

    const third = await startTestApi({ SCREENALYTICS_DATA_DIR: data });
    await third.services.background.settled();
    const videoOf = async (id: string): Promise<unknown> => (await third.call('GET', `/episodes/${id}`)).body;
    expect(await videoOf('up-s01e01')).toMatchObject({ video: { state: 'ready', sha256: sha256Of(content) } });
    expect(await videoOf('up-s01e02')).toMatchObject({ video: { state: 'ready', sha256: sha256Of(plain) } });
    await third.close();
  } finally {
    await server.kill();
    await rm(data, { recursive: true, force: true });
  }
}, 240_000);

async function startProcess(data: string): Promise<{ call: Call; kill(): Promise<void> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await prepareMigratedDatabase(path.join(data, 'database'));
  const server = await startProduct({
    entry: 'main',
    environment: {
      PORT: String(port),
      SCREENALYTICS_DATA_DIR: data,
      REDIS_URL: '',
      DATABASE_URL: '',
      STORAGE_BACKEND: 'local',
    },
  });
  return {
    async call(method, route, body) {
      const init =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      const response = await fetch(`${url}${route}`, { method, ...init });
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    kill: () => server.end('SIGKILL'),
  };
}
