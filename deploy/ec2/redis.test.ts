/** The Redis settings, by a real server. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { redisServerMissing, startRedisServer } from '../../fixtures/servers/redis-server.ts';

const SOURCE = fileURLToPath(new URL('../..', import.meta.url));
const SETTINGS = path.join(SOURCE, 'deploy/ec2/redis.conf');
const WANTED = {
  'maxmemory-policy': 'noeviction',
  appendonly: 'yes',
  appendfsync: 'everysec',
  maxmemory: '1073741824',
};
const missing = redisServerMissing();

describe.skipIf(missing !== null)(`Redis settings${missing ? `: ${missing}` : ''}`, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'redis-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const cli = (port: number, ...command: string[]) =>
    execFileSync('redis-cli', ['-p', String(port), ...command], { encoding: 'utf8' }).trim();
  const found = (port: number) =>
    Object.fromEntries(Object.keys(WANTED).map((name) => [name, cli(port, 'config', 'get', name).split('\n')[1]]));

  it('count for a server that is started with them', async () => {
    const server = await startRedisServer({ settings: { include: SETTINGS } });
    try {
      expect(found(server.port)).toEqual(WANTED);
    } finally {
      await server.stop();
    }
  });

  it('are told to a server that runs, and nothing that it holds is lost when it starts again', async () => {
    // As the distribution starts it: snapshots, no append-only file.
    const settings = { dir: folder, save: '3600 1' };
    const first = await startRedisServer({ settings });
    cli(first.port, 'set', 'waiting', 'a job');
    const script = path.join(folder, 'apply.sh');
    const steps = ['acting', 'redis'].map((name) => `. ${SOURCE}/deploy/ec2/steps/${name}.sh`).join('\n');
    await writeFile(
      script,
      `set -eu\nsource_folder=${SOURCE}\n${steps}\napply_redis_settings redis-cli -p ${first.port}\n`,
    );
    await promisify(execFile)('bash', [script]);
    expect(found(first.port)).toEqual(WANTED);
    await first.stop('SIGTERM');
    const again = await startRedisServer({ settings: { dir: folder, include: SETTINGS } });
    try {
      expect(cli(again.port, 'get', 'waiting')).toBe('a job');
    } finally {
      await again.stop();
    }
  });
});
