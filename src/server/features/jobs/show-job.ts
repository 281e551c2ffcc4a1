/** A job of the queue as the contract has it. */
import { z } from 'zod';
import type { JobView } from '../../../adapters/jobs/port.ts';
import type { Job } from '../../contract/jobs.ts';

/** Jobs about a video have an episode and no run; those about a person's photographs have neither. */
const subjects = z.object({ run: z.string().optional(), episode: z.string().optional() });

const instant = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : new Date(milliseconds).toISOString();

export function showJob(job: JobView): Job {
  const about = subjects.safeParse(job.payload).data;
  const running = job.state === 'running' ? job : null;
  return {
    id: job.id,
    operation: job.name,
    queue: job.queue,
    state: job.state,
    reason: reasonOf(job),
    progress: running?.progress ?? null,
    result: job.state === 'done' ? job.result : null,
    attempt: running?.attempt ?? null,
    heartbeatAt: instant(running?.heartbeat ?? null),
    worker: running?.worker ?? null,
    episode: about?.episode ?? null,
    run: about?.run ?? null,
    requestedBy: job.requestedBy,
    addedAt: new Date(job.addedAt).toISOString(),
    startedAt: instant(job.startedAt),
    endedAt: instant(job.endedAt),
    parts: job.children.map(({ id, name }) => ({ id, operation: name })),
    partOf: job.parent?.id ?? null,
  };
}

function reasonOf(job: JobView): string | null {
  if (job.state === 'waiting') return job.why.text;
  if (job.state === 'failed' || job.state === 'cancelled') return job.failure.message;
  return job.state === 'running' && job.isStopping ? 'It was cancelled and is being stopped.' : null;
}
