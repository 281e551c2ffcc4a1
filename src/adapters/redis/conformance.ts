/** What every Redis of the port must do, for BullMQ and for the server's own keys. For test files only. */
import { once } from 'node:events';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type JobLab, openJobLab } from './jobs-checks/job-lab.test-support.ts';
import { checkOrder } from './jobs-checks/order.test-support.ts';
import { checkQueues } from './jobs-checks/queues.test-support.ts';
import { checkSingleJobs } from './jobs-checks/single-jobs.test-support.ts';
import { checkWorkers } from './jobs-checks/workers.test-support.ts';
import type { RedisConnection } from './port.ts';

/**
 * Declares the suite.
 *
 * @param open gives an empty Redis; called once, before the tests.
 */
export function describeRedis(open: () => Promise<RedisConnection>): void {
  let redis: RedisConnection;
  let client: Redis;
  beforeAll(async () => {
    redis = await open();
    ({ client } = redis);
  });
  afterAll(() => redis?.close());
  beforeEach(() => client.flushall());

  describe('commands', () => {
    it('are answered in the order in which they were sent', async () => {
      const answers = await Promise.all([client.set('a', '1'), client.incr('a'), client.get('a'), client.get('none')]);
      expect(answers).toEqual(['OK', 2, '2', null]);
    });

    it('take and give objects, buffers and callbacks as ioredis does', async () => {
      const bytes = Buffer.from([0, 255, 10, 128]);
      await client.hset('hash', { name: 'é', n: 1 });
      await client.set('bytes', bytes);
      expect(await client.hgetall('hash')).toEqual({ name: 'é', n: '1' });
      expect(await client.getBuffer('bytes')).toEqual(bytes);
      expect(await client.strlen('bytes')).toBe(4);
      expect(await new Promise((resolve) => client.hget('hash', 'n', (_, value) => resolve(value)))).toBe('1');
    });

    it('fail with ReplyError for what Redis refuses', async () => {
      await client.lpush('list', 'x');
      await expect(client.get('list')).rejects.toMatchObject({ name: 'ReplyError', message: /^WRONGTYPE / });
      await expect(client.call('no-such-command')).rejects.toMatchObject({ message: /^ERR unknown command/ });
    });

    it('sent together report errors one by one', async () => {
      const results = await client.pipeline().set('a', 'x').incr('a').get('a').exec();
      expect(results).toEqual([[null, 'OK'], [expect.any(Error)], [null, 'x']]);
    });

    it('of a transaction run with nothing in between, and not at all when one of them makes no sense', async () => {
      await client.set('n', '0');
      const results = await client.multi().incr('n').hgetall('none').incr('n').exec();
      expect(results).toEqual([
        [null, 1],
        [null, {}],
        [null, 2],
      ]);
      await expect(client.multi().incr('n').call('incr').exec()).rejects.toThrow(/EXECABORT/);
      expect(await client.get('n')).toBe('2');
    });

    it('of a transaction do not run when a watched key was written to', async () => {
      const [watcher, writer] = [redis.connect('watcher'), redis.connect('writer')];
      await watcher.watch('seat');
      await writer.set('seat', 'taken');
      expect(await watcher.multi().set('seat', 'mine').exec()).toBeNull();
      expect(await watcher.multi().set('seat', 'mine').exec()).toEqual([[null, 'OK']]);
    });
  });

  describe('keys', () => {
    it('vanish when their time is over, and a new value under the name stays', async () => {
      await client.set('lock', 'a', 'PX', 30);
      await client.zadd('set', 1, 'x');
      await client.pexpire('set', 30);
      expect(await client.pttl('lock')).toBeGreaterThan(0);
      await expect.poll(() => client.exists('lock', 'set'), { interval: 5 }).toBe(0);
      await client.set('lock', 'b', 'PX', 60_000, 'NX');
      expect(await client.get('lock')).toBe('b');
      expect(await client.pttl('lock')).toBeGreaterThan(50_000);
      await client.set('lock', 'c');
      expect(await client.pttl('lock')).toBe(-1);
    });

    it('can be walked through while they are many', async () => {
      await client.mset(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`walk:${i}`, '1'])));
      const found = new Set<string>();
      for await (const keys of client.scanStream({ match: 'walk:*', count: 50 }))
        for (const key of keys) found.add(key);
      expect(found.size).toBe(300);
    });
  });

  describe('scripts', () => {
    it('read and write in one step and keep types', async () => {
      client.defineCommand('takeLock', {
        numberOfKeys: 1,
        lua: `local holder = redis.call('GET', KEYS[1])
          if holder == false then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
          return {holder or 'free', tonumber(ARGV[2]) / 4, cjson.encode({ms = tonumber(ARGV[2])})}`,
      });
      const takeLock = (client as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>)['takeLock']!;
      expect(await takeLock.call(client, 'lock', 'me', 60_000)).toEqual(['free', 15_000, '{"ms":60000}']);
      expect(await takeLock.call(client, 'lock', 'you', 60_000)).toEqual(['me', 15_000, '{"ms":60000}']);
    });

    it('count beyond 32 bits', async () => {
      expect(await client.eval("return tostring(0x100000000 * 3 + 7) .. '|' .. 70000 * 70000", 0)).toBe(
        '12884901895|4900000000',
      );
    });

    it('are found by their hash', async () => {
      const sha = (await client.script('LOAD', 'return ARGV[1]')) as string;
      expect(await client.evalsha(sha, 0, 'é')).toBe('é');
      await expect(client.evalsha('0'.repeat(40), 0)).rejects.toThrow(/^NOSCRIPT/);
    });
  });

  describe('streams', () => {
    it('give every reader all entries from the one it asks for', async () => {
      const ids = [await client.xadd('log', '*', 'n', '1'), await client.xadd('log', '*', 'n', '2')];
      const readAfter = (id: string) => client.xread('STREAMS', 'log', id);
      expect(await readAfter('0')).toEqual([
        [
          'log',
          [
            [ids[0], ['n', '1']],
            [ids[1], ['n', '2']],
          ],
        ],
      ]);
      expect(await readAfter(ids[0]!)).toEqual([['log', [[ids[1], ['n', '2']]]]]);
      expect(await readAfter(ids[1]!)).toBeNull();
      expect(await client.xrange('log', '-', '+', 'COUNT', 1)).toEqual([[ids[0], ['n', '1']]]);
      expect(await client.xtrim('log', 'MAXLEN', 1)).toBe(1);
      expect(await client.xlen('log')).toBe(1);
    });
  });

  describe('waiting commands', () => {
    it('answer all readers of a stream when an entry comes', async () => {
      const readers = ['one', 'two'].map((name) => redis.connect(name));
      const answers = readers.map((reader) => reader.xread('BLOCK', 20_000, 'STREAMS', 'log', '$'));
      await untilBlocked(client, 2);
      await client.xadd('log', '*', 'n', '1');
      for (const answer of answers)
        await expect(answer).resolves.toMatchObject([['log', [[expect.any(String), ['n', '1']]]]]);
    });

    it('hand a member to the one who waited longest', async () => {
      const [first, second] = ['first', 'second'].map((name) => redis.connect(name)) as [Redis, Redis];
      const one = first.bzpopmin('set', 20);
      await untilBlocked(client, 1);
      const two = second.bzpopmin('other', 'set', 20);
      await untilBlocked(client, 2);
      await client.zadd('set', 5, 'a');
      expect(await one).toEqual(['set', 'a', '5']);
      await client.zadd('set', 6, 'b');
      expect(await two).toEqual(['set', 'b', '6']);
    });

    it('see what a script has written as a whole', async () => {
      const waiting = redis.connect('waiting').bzpopmin('set', 20);
      await untilBlocked(client, 1);
      await client.eval("redis.call('ZADD', KEYS[1], 2, 'b'); redis.call('ZADD', KEYS[1], 1, 'a')", 1, 'set');
      expect(await waiting).toEqual(['set', 'a', '1']);
    });

    it('give up when their time is over', async () => {
      expect(await redis.connect('patient').bzpopmin('none', 0.05)).toBeNull();
      expect(await redis.connect('patient').xread('BLOCK', 50, 'STREAMS', 'none', '0')).toBeNull();
    });

    it('are rejected when their connection is closed, and what was sent after them, too', async () => {
      const connection = redis.connect('leaving');
      const waiting = connection.bzpopmin('none', 20);
      await untilBlocked(client, 1);
      const next = connection.get('a');
      const outcomes = Promise.allSettled([waiting, next]);
      connection.disconnect();
      expect(await outcomes).toMatchObject([
        { status: 'rejected', reason: { message: 'Connection is closed.' } },
        { status: 'rejected', reason: { message: 'Connection is closed.' } },
      ]);
    });
  });

  describe('connections', () => {
    it('answer what was sent before quit, and nothing after', async () => {
      const connection = redis.connect('leaving');
      const ended = once(connection, 'end');
      const [, quit] = [connection.set('a', 'last'), connection.quit()];
      expect(await quit).toBe('OK');
      await ended;
      expect(connection.status).toBe('end');
      expect(await client.get('a')).toBe('last');
      await expect(connection.get('a')).rejects.toThrow('Connection is closed.');
    });

    it('can be closed before they are there', async () => {
      const connection = redis.connect('hasty');
      const ended = once(connection, 'end');
      connection.disconnect();
      await ended;
      expect(connection.status).toBe('end');
      await expect(connection.get('a')).rejects.toThrow('Connection is closed.');
    });

    it('can be made again', async () => {
      const connection = redis.connect('returning');
      await once(connection, 'ready');
      const ended = once(connection, 'end');
      connection.disconnect();
      await ended;
      await connection.connect();
      expect(connection.status).toBe('ready');
      expect(await connection.ping()).toBe('PONG');
    });

    it('carry messages to who subscribed', async () => {
      const subscriber = redis.connect('subscriber');
      await subscriber.subscribe('news');
      const message = once(subscriber, 'message');
      await client.publish('news', 'é');
      expect(await message).toEqual(['news', 'é']);
    });

    it('are checked in a moment', async () => {
      expect(await redis.check(2_000)).toBeGreaterThan(0);
    });
  });

  describe('BullMQ', () => {
    let lab: JobLab;
    beforeEach(() => {
      lab = openJobLab(client);
    });
    afterEach(() => lab.close());
    describe('single jobs', () => checkSingleJobs(() => lab));
    describe('order', () => checkOrder(() => lab));
    describe('queues', () => checkQueues(() => lab));
    describe('workers', () => checkWorkers(() => lab));
  });
}

/** Waits until so many connections wait for a key. */
async function untilBlocked(client: Redis, count: number): Promise<void> {
  await expect
    .poll(async () => Number(/blocked_clients:(\d+)/.exec(await client.info('clients'))?.[1]), { interval: 5 })
    .toBe(count);
}
