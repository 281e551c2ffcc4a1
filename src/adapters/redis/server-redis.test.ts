import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../../fixtures/servers/free-port.ts';
import { type RedisServerProcess, startRedisServer } from '../../../fixtures/servers/redis-server.ts';
import { describeRedis } from './conformance.ts';
import { describeWithRedisServer } from './real-redis.test-support.ts';
import type { RedisError } from './redis-error.ts';
import { openServerRedis } from './server-redis.ts';

describeWithRedisServer('a Redis server', () => {
  let server: RedisServerProcess;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server?.stop());
  describeRedis(() => openServerRedis({ url: server.url }));
});

describeWithRedisServer('opening a Redis server', () => {
  const started: RedisServerProcess[] = [];
  const start = async (settings: Record<string, string>, port?: number) => {
    const server = await startRedisServer({ settings, ...(port !== undefined && { port }) });
    started.push(server);
    return server;
  };
  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.stop()));
  });

  it('warns of one that removes keys or may lose them, with the remedy', async () => {
    const { url } = await start({ 'maxmemory-policy': 'allkeys-lru' });
    const redis = await openServerRedis({ url });
    expect(redis.warnings.map(({ code }) => code)).toEqual(['redis.evicts', 'redis.forgets']);
    expect(redis.warnings[0]?.message).toMatch(/^[^\n]*allkeys-lru[^\n]*Set maxmemory-policy noeviction[^\n]*$/);
    expect(redis.warnings[1]?.message).toMatch(/Set appendonly yes/);
    await redis.close();
  });

  it('has nothing to say of one that is set up for a queue', async () => {
    const { url } = await start({ appendonly: 'yes', appendfsync: 'everysec', 'maxmemory-policy': 'noeviction' });
    const redis = await openServerRedis({ url });
    expect(redis).toMatchObject({ kind: 'server', address: `${url}`, warnings: [] });
    await redis.close();
  });

  it('says what to do when a password is missing or wrong, and shows none', async () => {
    const { port } = await start({ requirepass: 'right-word' });
    for (const url of [`redis://127.0.0.1:${port}`, `redis://:wrong-word@127.0.0.1:${port}`]) {
      const error = await openServerRedis({ url }).catch((reason: RedisError) => reason);
      expect(error).toMatchObject({ code: 'redis.denied', message: expect.stringMatching(/^[^\n]*REDIS_URL[^\n]*$/) });
      expect((error as Error).message).not.toContain('wrong-word');
    }
    const redis = await openServerRedis({ url: `redis://:right-word@127.0.0.1:${port}` });
    expect(redis.address).toBe(`redis://127.0.0.1:${port}`);
    await redis.close();
  });

  it('waits for a server that goes away and comes back, and says so meanwhile', async () => {
    const first = await start({});
    const told: string[] = [];
    const redis = await openServerRedis({
      url: first.url,
      onLost: ({ code }) => told.push(code),
      onBack: () => told.push('back'),
    });
    expect(await redis.check(2_000)).toBeGreaterThan(0);
    await first.stop();
    await expect.poll(() => redis.client.status, { interval: 5 }).not.toBe('ready');
    await expect(redis.check(200)).rejects.toMatchObject({ code: 'redis.unreachable', retryable: true });
    const waiting = redis.client.set('a', 'kept');
    await start({}, first.port);
    expect(await waiting).toBe('OK');
    expect(told).toEqual(['redis.unreachable', 'back']);
    await redis.close();
  });
});

describe('a Redis server that is none', () => {
  let silent: Server;
  let silentPort: number;
  beforeAll(async () => {
    silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    silentPort = (silent.address() as AddressInfo).port;
  });
  afterAll(() => silent?.close());

  it('is reported in one line with what to do', async () => {
    const port = await freePort();
    await expect(openServerRedis({ url: `redis://127.0.0.1:${port}` })).rejects.toMatchObject({
      code: 'redis.unreachable',
      retryable: true,
      message: `Redis at redis://127.0.0.1:${port} cannot be reached: the connection is refused. Start it or correct REDIS_URL; without REDIS_URL an in-memory Redis is used.`,
    });
  });

  it('is not waited for longer than allowed', async () => {
    const opening = openServerRedis({ url: `redis://127.0.0.1:${silentPort}`, connectTimeoutMs: 300 });
    await expect(opening).rejects.toMatchObject({ code: 'redis.unreachable', message: /no answer/ });
  });

  it.each(['localhost:6379', 'http://localhost:6379', 'redis://', 'redis//:secret@host'])(
    'is refused as %s',
    async (url) => {
      const error = await openServerRedis({ url }).catch((reason: RedisError) => reason);
      expect(error).toMatchObject({ code: 'redis.bad-url', message: expect.stringMatching(/redis:\/\/host:6379/) });
      expect((error as Error).message).not.toContain('secret');
    },
  );
});
