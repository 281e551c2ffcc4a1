/**
 * Reads new events of all followed topics over one blocking connection and hands them to whoever listens: a hundred
 * followers of one topic cost one read.
 */
import { FIRST_ID } from './event-id.ts';
import type { StoredEvent } from './port.ts';
import { type CommandClient, newestId, toEvents, waitForEntries } from './stream-commands.ts';

export interface FeedListener {
  readonly onEvents: (events: readonly StoredEvent[]) => void;
  /** The feed has ended, by an error or because it was closed (null). */
  readonly onEnd: (error: Error | null) => void;
}

export interface LiveFeed {
  /** When it resolves, every later event of the topic reaches the listener; some earlier ones may, too. */
  join(topic: string, listener: FeedListener): Promise<void>;
  leave(topic: string, listener: FeedListener): void;
  close(): void;
}

export interface LiveFeedOptions {
  readonly client: CommandClient;
  /** Blocks: nobody else uses it. */
  readonly reader: CommandClient & { disconnect(): void };
  readonly keyOf: (topic: string) => string;
  /** A key of this feed alone: what is written there interrupts the waiting. */
  readonly wakeKey: string;
}

interface FollowedTopic {
  readonly topic: string;
  after: string;
  readonly listeners: Set<FeedListener>;
}

/** A minute after the process is gone, so is its key. */
const WAKE_KEY_KEPT_MS = 60_000;

export function createLiveFeed({ client, reader, keyOf, wakeKey }: LiveFeedOptions): LiveFeed {
  const topics = new Map<string, FollowedTopic>();
  let wakeAfter = FIRST_ID;
  let reading = false;
  let closed = false;

  const wake = async (): Promise<void> => {
    await client.call('XADD', wakeKey, 'MAXLEN', '=', 1, '*', 'w', 1);
    await client.call('PEXPIRE', wakeKey, WAKE_KEY_KEPT_MS);
  };
  const end = (error: Error | null): void => {
    const listeners = new Set([...topics.values()].flatMap((topic) => [...topic.listeners]));
    topics.clear();
    for (const { onEnd } of listeners) onEnd(error);
  };
  const deliver = (found: ReadonlyMap<string, unknown>): void => {
    for (const [key, raw] of found) {
      const followed = topics.get(key);
      if (!followed) {
        if (key === wakeKey) wakeAfter = lastIdOf(raw) ?? wakeAfter;
        continue;
      }
      const events = toEvents(followed.topic, raw);
      followed.after = events.at(-1)?.id ?? followed.after;
      for (const { onEvents } of [...followed.listeners]) onEvents(events);
    }
  };
  const readOn = async (): Promise<void> => {
    reading = true;
    try {
      while (topics.size > 0 && !closed) {
        const after = new Map([[wakeKey, wakeAfter]]);
        for (const [key, followed] of topics) after.set(key, followed.after);
        deliver(await waitForEntries(reader, after));
      }
    } catch (error) {
      if (!closed) end(error instanceof Error ? error : new Error(String(error)));
    } finally {
      reading = false;
    }
  };

  return {
    async join(topic, listener) {
      if (closed) throw new Error('The event log is closed.');
      const key = keyOf(topic);
      // Where reading begins has to be known before the listener looks back, or events in between were lost.
      if (!topics.has(key)) {
        const after = (await newestId(client, key)) ?? FIRST_ID;
        if (!topics.has(key)) topics.set(key, { topic, after, listeners: new Set() });
      }
      topics.get(key)?.listeners.add(listener);
      if (reading) await wake();
      else void readOn();
    },
    leave(topic, listener) {
      const key = keyOf(topic);
      const followed = topics.get(key);
      followed?.listeners.delete(listener);
      // A read in progress still names the topic; its answer finds nobody and is dropped.
      if (followed?.listeners.size === 0) topics.delete(key);
    },
    close() {
      closed = true;
      end(null);
      reader.disconnect();
    },
  };
}

function lastIdOf(raw: unknown): string | undefined {
  const last: unknown = Array.isArray(raw) ? raw.at(-1) : undefined;
  return Array.isArray(last) ? String(last[0]) : undefined;
}
