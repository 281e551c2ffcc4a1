/** What is shown of a job, from what was read of it. */
import { z } from 'zod';
import { CANCELLED, decodeFailure, failureOf, lockLost } from './job-failure.ts';
import { BEAT_FIELD } from './scripts/beat-jobs.ts';
import { CANCEL_FIELD } from './scripts/end-job.ts';
import type { JobReading } from './scripts/read-job.ts';
import { storedData } from './stored-job.ts';
import type { JobRef, JobState, JobView, WaitingReason } from './view.ts';

const progressObject = z.record(z.string(), z.unknown());
const parentRef = z.object({ id: z.string(), queueKey: z.string() });

export function toView({ queue, id }: JobRef, reading: JobReading): JobView {
  const { fields } = reading;
  const { payload, requestedBy, children } = storedData.parse(JSON.parse(fields.get('data') ?? 'null'));
  const rawParent = fields.get('parent');
  const parent = rawParent === undefined ? null : parentRef.parse(JSON.parse(rawParent));
  const ended = reading.place === 'done' || reading.place === 'failed';
  return {
    id,
    queue,
    name: fields.get('name') ?? '',
    payload,
    requestedBy,
    children,
    parent: parent && { queue: parent.queueKey.slice(parent.queueKey.lastIndexOf(':') + 1), id: parent.id },
    addedAt: numberIn(fields, 'timestamp') ?? 0,
    startedAt: numberIn(fields, 'processedOn'),
    endedAt: ended ? numberIn(fields, 'finishedOn') : null,
    ...stateOf(reading),
  };
}

function stateOf(reading: JobReading): JobState {
  const { place, fields } = reading;
  if (place === 'done') return { state: 'done', result: JSON.parse(fields.get('returnvalue') ?? 'null') as unknown };
  if (place === 'failed') {
    const failure = decodeFailure(fields.get('failedReason') ?? '');
    return { state: failure.code === CANCELLED ? 'cancelled' : 'failed', failure };
  }
  if (place !== 'running') return { state: 'waiting', why: waitingReason(reading) };
  const since = numberIn(fields, 'processedOn') ?? 0;
  const progress = progressObject.safeParse(JSON.parse(fields.get('progress') ?? 'null'));
  return {
    state: 'running',
    since,
    attempt: (numberIn(fields, 'atm') ?? 0) + 1,
    progress: progress.success ? progress.data : null,
    heartbeat: Math.max(since, numberIn(fields, BEAT_FIELD) ?? 0),
    worker: fields.get('pb') ?? null,
    isStopping: fields.has(CANCEL_FIELD),
  };
}

function waitingReason({
  place,
  fields,
  ahead,
  isPaused,
  pendingChildren,
  retryAt,
  workers,
}: JobReading): WaitingReason {
  if (place === 'delayed') {
    const reason = fields.get('failedReason');
    const after = reason === undefined ? failureOf(lockLost()) : decodeFailure(reason);
    const text = `retry at ${new Date(retryAt).toISOString()} after: ${after.message}`;
    return { kind: 'retry', at: retryAt, after, text };
  }
  if (place === 'jobs') {
    return { kind: 'jobs', count: pendingChildren, text: `waiting for ${counted(pendingChildren, 'other job')}` };
  }
  if (isPaused) return { kind: 'paused', text: 'queue paused' };
  if (workers === 0) return { kind: 'no-worker', text: 'no worker serves this queue' };
  const text = ahead === 0 ? 'next, when a worker is free' : `behind ${counted(ahead, 'other')}`;
  return { kind: 'turn', ahead, text };
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function numberIn(fields: ReadonlyMap<string, string>, name: string): number | null {
  const text = fields.get(name);
  return text === undefined || text === '' ? null : Number(text);
}
