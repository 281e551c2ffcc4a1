/** How a job lies in BullMQ: its data and its options. */
import type { JobsOptions } from 'bullmq';
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import type { AddOptions, JobDefinition } from './port.ts';

const childRef = z.object({ queue: z.string(), id: z.string(), name: z.string() });

/** The data of a BullMQ job. */
export const storedData = z.object({
  payload: z.unknown(),
  requestedBy: z.string().nullable(),
  children: z.array(childRef),
});
export type StoredData = z.infer<typeof storedData>;

/** How long jobs are known after their end. */
const KEPT = { age: 7 * 86_400, count: 2_000 } as const;
/** Traces of failed tries, for who debugs. */
const TRACES = 3;

/** Begins all keys of all queues. */
export const PREFIX = 'screenalytics:jobs';

export const queueKey = (queue: string): string => `${PREFIX}:${queue}`;
export const jobKey = ({ queue, id }: { readonly queue: string; readonly id: string }): string =>
  `${queueKey(queue)}:${id}`;

/** The other way round. */
export function refOf(key: string): { queue: string; id: string } {
  const [queue = '', id = ''] = key.slice(PREFIX.length + 1).split(':');
  return { queue, id };
}

/** @throws UserError `jobs.bad-payload`. */
export function checkedPayload<Payload>(definition: JobDefinition<Payload>, payload: unknown): Payload {
  const parsed = definition.payload.safeParse(payload);
  if (parsed.success) return parsed.data;
  const message = `The payload of ${definition.name} is wrong: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}. Correct it and add the job anew.`;
  throw new UserError('jobs.bad-payload', message, { cause: parsed.error });
}

/** @throws UserError `jobs.bad-id`. */
export function checkedId(id: string): string {
  // BullMQ counts with plain numbers, and its own keys, which lie beside the jobs, have no digit.
  if (/^[\w.-]{1,200}$/.test(id) && /\d/.test(id) && /\D/.test(id)) return id;
  const message = `“${id}” cannot be a job’s id: use letters, digits, _, - and ., with at least one digit and one that is none.`;
  throw new UserError('jobs.bad-id', message);
}

export function bullOptions(
  definition: JobDefinition,
  { id, priority }: Pick<AddOptions, 'priority'> & { readonly id: string },
): JobsOptions {
  const { attempts, delayMs, growth } = definition.retry ?? { attempts: 1, delayMs: 0, growth: 'constant' };
  return {
    jobId: id,
    attempts,
    backoff: { type: growth === 'doubling' ? 'exponential' : 'fixed', delay: delayMs },
    priority: priority ?? definition.priority ?? 0,
    removeOnComplete: KEPT,
    removeOnFail: KEPT,
    stackTraceLimit: TRACES,
  };
}

/** Not for jobs that are part of another: BullMQ refuses that. */
export function dedupeOptions<Payload>(definition: JobDefinition<Payload>, payload: Payload): JobsOptions {
  const key = definition.dedupeKey?.(payload) ?? null;
  return key === null ? {} : { deduplication: { id: `${definition.name}/${key}` } };
}
