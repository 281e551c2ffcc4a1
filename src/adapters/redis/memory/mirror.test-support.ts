/** Sends what the in-memory Redis did to a real one, in the same order, and compares the replies. For test files only. */
import { Redis } from 'ioredis';
import { CLOCKED } from '../jobs-checks/job-lab.test-support.ts';
import { type Bytes, bufferOf } from './bytes.ts';
import type { Request } from './command.ts';
import type { Observer } from './memory-server.ts';
import { decodeReply } from './reply.ts';

export interface Mirror {
  readonly observer: Observer;
  /** Calls compared, by name: scripts by the comment or statement that they begin with. */
  readonly compared: ReadonlyMap<string, number>;
  /** Replies that differ, after all that was sent has been answered. */
  differences(): Promise<Difference[]>;
  /** What both hold in the end, without event ids. */
  contents(): Promise<[memory: KeyContent[], real: KeyContent[]]>;
  close(): void;
}

type KeyContent = [key: string, content: unknown];

export interface Difference {
  readonly call: string;
  /** Whether it belongs to a clocked queue, where the millisecond at which a command arrives may decide. */
  readonly isClocked: boolean;
  readonly memory: unknown;
  readonly real: unknown;
}

/** They reply about the connection or the server itself. */
const ABOUT_THE_SERVER = new Set(['client', 'info', 'select', 'config', 'ping']);

export function openMirror(memory: Redis, url: string): Mirror {
  const real = new Redis(url);
  const compared = new Map<string, number>();
  const found: Difference[] = [];
  const sent: Promise<void>[] = [];

  const observer: Observer = (request, outcome) => {
    const reply = 'error' in outcome ? (outcome.error as Error) : shown(decodeReply(outcome.reply, 'buffer'));
    const call = mirrored(request, reply);
    if (call === null) return;
    compared.set(call.title, (compared.get(call.title) ?? 0) + 1);
    const answer = real.callBuffer(call.name, ...call.args.map(bufferOf)).then(shown, (error: Error) => error);
    sent.push(
      answer.then((wanted) => {
        const [got, real] = [call.reply, wanted].map((each) => comparable(each, call.name));
        if (JSON.stringify(got) === JSON.stringify(real)) return;
        found.push({ call: call.title, isClocked: call.args.some(isClocked), memory: got, real });
      }),
    );
  };

  return {
    observer,
    compared,
    async differences() {
      while (sent.length > 0) await sent.pop();
      return found;
    },
    async contents() {
      return [await contentsOf(memory), await contentsOf(real)];
    },
    close: () => real.disconnect(),
  };
}

/** All keys with what is in them, in an order of their own. */
async function contentsOf(client: Redis): Promise<KeyContent[]> {
  const keys = (await client.keys('*')).filter((key) => !isClocked(key)).sort();
  return Promise.all(keys.map(async (key): Promise<KeyContent> => [key, await contentOf(client, key)]));
}

async function contentOf(client: Redis, key: string): Promise<unknown> {
  switch (await client.type(key)) {
    case 'list':
      return client.lrange(key, 0, -1);
    case 'hash':
      return Object.entries(await client.hgetall(key))
        .map(([name, value]) => [name, comparable(value)])
        .sort();
    case 'set':
      return (await client.smembers(key)).sort();
    case 'zset':
      return client.zrange(key, 0, -1, 'WITHSCORES');
    case 'stream':
      return (await client.xrange(key, '-', '+')).map(([, fields]) => fields.map((field) => comparable(field)));
    default:
      return client.get(key);
  }
}

const isClocked = (text: string): boolean => text.includes(`:${CLOCKED}`);

/** What the real Redis is asked, and the reply that is expected of it. Null: nothing. */
function mirrored(request: Request, reply: unknown): (Request & { title: string; reply: unknown }) | null {
  const { name, args } = request;
  // Event ids come from each server's clock; the streams are compared as a whole at the end.
  if (ABOUT_THE_SERVER.has(name) || name === 'xread') return null;
  if (name === 'bzpopmin') {
    // Nothing happened when its time was over. Else the member is there by now, and need not be waited for.
    if (!Array.isArray(reply)) return null;
    const [key, ...member] = reply as Bytes[];
    return { name: 'zpopmin', args: [key!], title: name, reply: member };
  }
  const title = name === 'eval' ? (/--\[\[\s*(.*)/.exec(args[0] ?? '')?.[1]?.trim() ?? 'script') : name;
  return { name, args, title, reply };
}

/** Buffers as one character per byte, objects as the flat arrays they were made of. */
function shown(reply: unknown): unknown {
  if (Buffer.isBuffer(reply)) return reply.toString('latin1');
  if (Array.isArray(reply)) return reply.map(shown);
  return reply !== null && typeof reply === 'object' ? Object.entries(reply).flat().map(shown) : reply;
}

/** Of errors the code. Where Redis has no order, an order: fields of hashes, members of JSON objects. */
function comparable(reply: unknown, command = ''): unknown {
  if (reply instanceof Error) return reply.message.split(/[ :]/)[0];
  if (typeof reply === 'string') return withSortedMembers(reply);
  if (!Array.isArray(reply)) return reply;
  const parts = reply.map((part) => comparable(part));
  const isJob = parts.includes('timestamp') && parts.includes('opts');
  if (!isJob && command !== 'hgetall') return parts;
  return parts.flatMap((field, i) => (i % 2 === 0 ? [[field, parts[i + 1]]] : [])).sort();
}

function withSortedMembers(text: string): unknown {
  if (!text.startsWith('{')) return text;
  try {
    const members = Object.entries(JSON.parse(text) as object);
    return members
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, withSortedMembers(JSON.stringify(value))]);
  } catch {
    return text;
  }
}
