/** What happens to jobs, read from the event streams that BullMQ keeps for each queue, over one connection for all. */
import { z } from 'zod';
import { CANCELLED, decodeFailure } from './job-failure.ts';
import type { ScriptClient } from './scripts/script-client.ts';
import { queueKey } from './stored-job.ts';
import type { JobChange } from './view.ts';

export interface WatchOptions {
  readonly client: ScriptClient;
  /** Opens a connection that may block. */
  readonly connect: () => ScriptClient & { disconnect(): void };
  readonly queues: readonly string[];
  readonly signal: AbortSignal;
}

const entries = z.array(z.tuple([z.string(), z.array(z.string())]));
const streams = z.array(z.tuple([z.string(), entries])).nullable();
const progress = z.record(z.string(), z.unknown());

const TYPES: Readonly<Record<string, 'waiting' | 'running' | 'done' | 'removed'>> = {
  waiting: 'waiting',
  delayed: 'waiting',
  'waiting-children': 'waiting',
  active: 'running',
  completed: 'done',
  removed: 'removed',
};

/** Everything after the moment at which it resolves is in what it gives, whenever that is read. */
export async function watchJobs(options: WatchOptions): Promise<AsyncIterable<JobChange>> {
  const after = new Map<string, string>();
  for (const queue of options.queues) {
    const key = `${queueKey(queue)}:events`;
    const newest = entries.parse(await options.client.call('XREVRANGE', key, '+', '-', 'COUNT', 1));
    after.set(key, newest[0]?.[0] ?? '0-0');
  }
  return follow(options, after);
}

async function* follow({ connect, signal }: WatchOptions, after: Map<string, string>): AsyncGenerator<JobChange, void> {
  if (signal.aborted) return;
  const reader = connect();
  const stop = () => reader.disconnect();
  signal.addEventListener('abort', stop, { once: true });
  try {
    while (!signal.aborted) {
      for (const [key, found] of await nextEntries(reader, after)) {
        for (const [id, fields] of found) {
          after.set(key, id);
          const change = toChange(key.split(':').at(-2) ?? '', fields);
          if (change) yield change;
        }
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    reader.disconnect();
  }
}

async function nextEntries(reader: ScriptClient, after: ReadonlyMap<string, string>) {
  const answer = await reader.call('XREAD', 'COUNT', 500, 'BLOCK', 0, 'STREAMS', ...after.keys(), ...after.values());
  return streams.parse(answer) ?? [];
}

/** Null for what is not about the state of a job. */
function toChange(queue: string, flat: readonly string[]): JobChange | null {
  const fields = new Map(flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? ''] as const] : [])));
  const [event, id] = [fields.get('event') ?? '', fields.get('jobId')];
  if (id === undefined) return null;
  if (event === 'progress') {
    return { queue, id, type: 'progress', progress: progress.parse(JSON.parse(fields.get('data') ?? '{}')) };
  }
  if (event === 'failed') {
    const failure = decodeFailure(fields.get('failedReason') ?? '');
    return { queue, id, type: failure.code === CANCELLED ? 'cancelled' : 'failed', failure };
  }
  const type = TYPES[event];
  return type ? { queue, id, type } : null;
}
