/** What every event log has to do, whatever Redis it rests on. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventLog, FollowedEvent, StoredEvent } from './port.ts';

export interface EventLogTrial {
  /** A log of its own process on the store that all logs of this trial share. */
  open(options?: { readonly keepMs?: number }): Promise<EventLog>;
  /** Milliseconds by the store's clock. */
  now(): Promise<number>;
  close(): Promise<void>;
}

export function testEventLog(name: string, start: () => Promise<EventLogTrial>): void {
  describe(name, () => {
    let trial: EventLogTrial;
    let log: EventLog;
    beforeEach(async () => {
      trial = await start();
      log = await trial.open();
    });
    afterEach(async () => {
      await log.close();
      await trial.close();
    });

    it('keeps what was appended, in order, topic by topic', async () => {
      const ids = [];
      for (const n of [1, 2, 3]) ids.push(await log.append('a', { n, text: 'ü\u0000"' }));
      await log.append('b', null);
      const all = await log.read('a', { after: null, limit: 9 });
      expect(await log.newest('a')).toBe(ids.at(-1));
      expect(await log.newest('nowhere')).toBeNull();
      expect(all).toEqual(ids.map((id, i) => ({ topic: 'a', id, data: { n: i + 1, text: 'ü\u0000"' } })));
      expect(await log.read('a', { after: ids[0] ?? null, limit: 1 })).toEqual([all[1]]);
      expect(await log.read('b', { after: 'no id', limit: 9 })).toHaveLength(1);
      expect(await log.read('nowhere', { after: null, limit: 9 })).toEqual([]);
      await expect(log.append('a', undefined)).rejects.toThrow(TypeError);
    });

    it('forgets what it is told to, and nothing else', async () => {
      for (let n = 0; n < 450; n += 1) await log.append('a', { n });
      await log.append('b', { n: 7 });
      const isSeventh = (data: unknown): boolean => (data as { n: number }).n % 7 === 0;
      expect(await log.forget('a', isSeventh)).toBe(65);
      expect(await log.forget('a', isSeventh)).toBe(0);
      const rest = await log.read('a', { after: null, limit: 500 });
      expect(rest.map(({ data }) => (data as { n: number }).n).filter((n) => n % 7 === 0)).toEqual([]);
      expect(rest).toHaveLength(385);
      expect(await log.read('b', { after: null, limit: 9 })).toHaveLength(1);
      expect(await log.forget('nowhere', () => true)).toBe(0);
    });

    it('shows a follower what happened, then what happens, also what others append', async () => {
      await log.append('a', 1);
      const other = await trial.open();
      const follower = followed(log, { a: null });
      expect(await follower.take(1)).toEqual([1]);
      await other.append('a', 2);
      await log.append('a', 3);
      expect(await follower.take(2)).toEqual([2, 3]);
      await follower.stop();
      await other.close();
    });

    it('follows several topics at once, and only those', async () => {
      const follower = followed(log, { a: null, b: null });
      await log.append('c', 'no');
      await log.append('a', 'yes a');
      await log.append('b', 'yes b');
      expect((await follower.take(2)).sort()).toEqual(['yes a', 'yes b']);
      await follower.stop();
    });

    it('loses and repeats nothing over a hundred reconnects while events come', async () => {
      const count = 600;
      let appended = 0;
      const appending = (async () => {
        for (; appended < count; appended++) await log.append('a', appended);
      })();
      const seen: unknown[] = [];
      let last: string | null = null;
      let connections = 0;
      while (seen.length < count) {
        const controller = new AbortController();
        connections++;
        const events: AsyncGenerator<FollowedEvent, void> = log.follow(new Map([['a', last]]), controller);
        for await (const each of events) {
          if (each.type !== 'event') throw new Error('nothing was lost');
          seen.push(each.event.data);
          last = each.event.id;
          if (seen.length % 6 === 0) break;
        }
        controller.abort();
      }
      await appending;
      expect(seen).toEqual(Array.from({ length: count }, (_, i) => i));
      expect(connections).toBeGreaterThanOrEqual(100);
    });

    it('lets a follower take its time: what does not fit into memory waits in the store', async () => {
      const follower = followed(log, { a: null });
      await log.append('a', 'first');
      expect(await follower.take(1)).toEqual(['first']);
      const count = 2_500;
      for (let sent = 0; sent < count; sent += 100) {
        await Promise.all(Array.from({ length: 100 }, (_, i) => log.append('a', sent + i)));
      }
      const taken = await follower.take(count);
      expect(new Set(taken).size).toBe(count);
      await follower.stop();
    });

    it('serves two hundred followers of one topic alike', async () => {
      const followers = Array.from({ length: 200 }, () => followed(log, { a: null }));
      const expected = [0, 1, 2, 3, 4];
      for (const n of expected) await log.append('a', n);
      const taken = await Promise.all(followers.map((follower) => follower.take(expected.length)));
      expect(taken.every((each) => each.join() === expected.join())).toBe(true);
      await Promise.all(followers.map((follower) => follower.stop()));
    });

    it('says when events that a follower missed are no longer kept', async () => {
      const brief = await trial.open({ keepMs: 20 });
      const before = await brief.append('a', 'old');
      const since = await trial.now();
      while ((await trial.now()) < since + 40) await log.append('other', 0);
      const id = await brief.append('a', 'new');
      const controller = new AbortController();
      const events: FollowedEvent[] = [];
      for await (const each of brief.follow(new Map([['a', before]]), controller)) {
        events.push(each);
        if (each.type === 'event') break;
      }
      const event: StoredEvent = { topic: 'a', id, data: 'new' };
      expect(events).toEqual([
        { type: 'lost', topic: 'a' },
        { type: 'event', event },
      ]);
      await brief.close();
    });

    it('ends with the signal, and when it is closed', async () => {
      const controller = new AbortController();
      const [quiet, closed] = [log.follow(new Map([['a', null]]), controller), followed(log, { a: null })];
      const next = quiet.next();
      controller.abort();
      expect(await next).toEqual({ done: true, value: undefined });
      await log.append('a', 1);
      expect(await closed.take(1)).toEqual([1]);
      const end = closed.take(1);
      await log.close();
      expect(await end).toEqual([]);
    });
  });
}

/** A follower that hands out data alone; it begins to read with the first `take`. */
function followed(log: EventLog, from: Record<string, string | null>) {
  const controller = new AbortController();
  const events = log.follow(new Map(Object.entries(from)), controller);
  return {
    /** The data of the next events; fewer when it ends. */
    async take(count: number): Promise<unknown[]> {
      const data: unknown[] = [];
      while (data.length < count) {
        const next = await events.next();
        if (next.done) break;
        data.push(next.value.type === 'event' ? next.value.event.data : next.value);
      }
      return data;
    },
    async stop(): Promise<void> {
      controller.abort();
      await events.return();
    },
  };
}
