/** The event log on Redis streams: one stream a topic, ids by Redis. */
import { FIRST_ID, parseEventId } from './event-id.ts';
import { createFollower, type Follower } from './follower.ts';
import { createLiveFeed, type LiveFeed } from './live-feed.ts';
import type { EventLog, FollowedEvent, StoredEvent } from './port.ts';
import { addEvent, type CommandClient, newestId, rangeAfter, removeEvents, serverTime } from './stream-commands.ts';

export interface RedisEventsOptions {
  /** Shared; never blocked. */
  readonly client: CommandClient;
  /** Opens a connection of its own, for waiting. */
  readonly connect: (name: string) => CommandClient & { disconnect(): void };
  /** How long an event is kept. A laptop may sleep that long and still catch up. Default 24 hours. */
  readonly keepMs?: number;
  /** Tells this process apart from others on the same Redis. */
  readonly processId: string;
}

const PREFIX = 'screenalytics:events';
const DAY_MS = 86_400_000;
const PAGE = 200;

export function createRedisEvents(options: RedisEventsOptions): EventLog {
  const { client, connect, keepMs = DAY_MS, processId } = options;
  const keyOf = (topic: string): string => `${PREFIX}:topic:${topic}`;
  const wakeKey = `${PREFIX}:wake:${processId}`;
  // Opened by the first follower: who only appends needs no connection to wait on.
  let feed: LiveFeed | null = null;
  const theFeed = (): LiveFeed => {
    feed ??= createLiveFeed({ client, reader: connect('events'), keyOf, wakeKey });
    return feed;
  };
  const pageAfter = (topic: string, after: string, limit = PAGE): Promise<StoredEvent[]> =>
    rangeAfter(client, { key: keyOf(topic), topic, after, limit });

  async function* readOn(follower: Follower, topic: string): AsyncGenerator<FollowedEvent, void> {
    for (let full = true; full && !follower.hasEnded(); ) {
      const page = await pageAfter(topic, follower.lastSeen(topic));
      for (const event of page) if (follower.accept(event)) yield { type: 'event', event };
      full = page.length === PAGE;
    }
  }

  async function* lookBack(follower: Follower): AsyncGenerator<FollowedEvent, void> {
    const oldestKept = (await serverTime(client)) - keepMs;
    for (const topic of follower.topics) {
      const after = follower.lastSeen(topic);
      const isLost = after !== FIRST_ID && (parseEventId(after)?.milliseconds ?? 0) < oldestKept;
      if (isLost) yield { type: 'lost', topic };
      yield* readOn(follower, topic);
    }
  }

  async function* deliver(follower: Follower): AsyncGenerator<FollowedEvent, void> {
    while (!follower.hasEnded()) {
      if (follower.isBehind()) {
        // From here on events wait in memory again; those that the store gives as well are recognised by their ids.
        follower.catchUp();
        yield* lookBack(follower);
      }
      for (let event = follower.next(); event; event = follower.next()) yield { type: 'event', event };
      await follower.wait();
    }
  }

  return {
    append: (topic, data) => addEvent(client, { key: keyOf(topic), data, keepMs }),
    newest: (topic) => newestId(client, keyOf(topic)),
    read: (topic, { after, limit }) => pageAfter(topic, validId(after), limit),
    async forget(topic, isMeant) {
      let removed = 0;
      for (let after = FIRST_ID, page: StoredEvent[] = []; ; ) {
        page = await pageAfter(topic, after);
        const meant = page.filter(({ data }) => isMeant(data)).map(({ id }) => id);
        if (meant.length > 0) removed += await removeEvents(client, keyOf(topic), meant);
        after = page.at(-1)?.id ?? after;
        if (page.length < PAGE) return removed;
      }
    },
    async *follow(from, { signal }) {
      if (signal.aborted) return;
      const follower = createFollower(new Map([...from].map(([topic, id]) => [topic, validId(id)])));
      signal.addEventListener('abort', follower.stop);
      const live = theFeed();
      try {
        for (const topic of from.keys()) await live.join(topic, follower);
        yield* deliver(follower);
      } finally {
        signal.removeEventListener('abort', follower.stop);
        for (const topic of from.keys()) live.leave(topic, follower);
      }
    },
    close() {
      feed?.close();
      return Promise.resolve();
    },
  };
}

/** An id that no event ever had may come from a client: then everything is new to it. */
const validId = (id: string | null): string => (id !== null && parseEventId(id) ? id : FIRST_ID);
