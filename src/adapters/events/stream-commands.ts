/** The commands of Redis streams that the log needs, with typed answers. */
import { z } from 'zod';
import type { StoredEvent } from './port.ts';

/** A connection to Redis as far as this adapter uses it: ioredis has this method. */
export interface CommandClient {
  call(command: string, ...args: (string | number)[]): Promise<unknown>;
}

const entries = z.array(z.tuple([z.string(), z.array(z.string())]));
const streams = z.array(z.tuple([z.string(), entries])).nullable();
const time = z.tuple([z.coerce.number(), z.coerce.number()]);
const FIELD = 'data';

/** Appends an event and forgets what is older than `keepMs`. @returns its id. */
export async function addEvent(
  client: CommandClient,
  { key, data, keepMs }: { readonly key: string; readonly data: unknown; readonly keepMs: number },
): Promise<string> {
  const oldest = Math.max(0, (await serverTime(client)) - keepMs);
  const json = JSON.stringify(data);
  if (json === undefined) throw new TypeError('An event carries what JSON can say; this is not.');
  const id = await client.call('XADD', key, 'MINID', '=', `${oldest}-0`, '*', FIELD, json);
  await client.call('PEXPIRE', key, keepMs);
  return z.string().parse(id);
}

/** Events after `after`, oldest first. */
export async function rangeAfter(
  client: CommandClient,
  { key, topic, after, limit }: { readonly key: string; readonly topic: string; after: string; readonly limit: number },
): Promise<StoredEvent[]> {
  return toEvents(topic, await client.call('XRANGE', key, `(${after}`, '+', 'COUNT', limit));
}

/** Id of the newest event; null where there is none. */
export async function newestId(client: CommandClient, key: string): Promise<string | null> {
  return entries.parse(await client.call('XREVRANGE', key, '+', '-', 'COUNT', 1))[0]?.[0] ?? null;
}

/** @returns how many were there. */
export async function removeEvents(client: CommandClient, key: string, ids: readonly string[]): Promise<number> {
  return z.number().parse(await client.call('XDEL', key, ...ids));
}

/** Waits until some of the streams have entries after the given ids. Key to raw entries. */
export async function waitForEntries(
  client: CommandClient,
  after: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, unknown>> {
  const answer = await client.call('XREAD', 'COUNT', 500, 'BLOCK', 0, 'STREAMS', ...after.keys(), ...after.values());
  return new Map(streams.parse(answer) ?? []);
}

export function toEvents(topic: string, raw: unknown): StoredEvent[] {
  return entries.parse(raw).map(([id, fields]) => {
    const data: unknown = JSON.parse(fields[fields.indexOf(FIELD) + 1] ?? 'null');
    return { topic, id, data };
  });
}

/** Milliseconds since 1970 by the clock that ids are made with. */
export async function serverTime(client: CommandClient): Promise<number> {
  const [seconds, microseconds] = time.parse(await client.call('TIME'));
  return seconds * 1000 + Math.floor(microseconds / 1000);
}
