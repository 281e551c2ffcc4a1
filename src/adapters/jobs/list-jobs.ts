/** Lists jobs over several queues and states. */
import type { JobType } from 'bullmq';
import type { QueueSet } from './queue-set.ts';
import type { JobList, JobRef, JobStateName, JobView } from './view.ts';

/** Where BullMQ keeps jobs of a state. */
const PLACES: Readonly<Record<JobStateName, readonly JobType[]>> = {
  waiting: ['wait', 'prioritized', 'delayed', 'waiting-children'],
  running: ['active'],
  done: ['completed'],
  failed: ['failed'],
  cancelled: ['failed'],
};
const PAGE = 100;

export interface ListingOptions extends JobList {
  readonly view: (job: JobRef) => Promise<JobView | null>;
}

export async function listJobs(queues: QueueSet, options: ListingOptions): Promise<JobView[]> {
  const { states, limit, offset = 0 } = options;
  const places = new Set(states.flatMap((state) => PLACES[state]));
  const found = new Map<string, JobView>();
  for (const queue of options.queues ?? queues.names) {
    for (const place of places) {
      for (const job of await collect(queues, { ...options, queue, place, count: offset + limit }))
        found.set(job.id, job);
    }
  }
  return [...found.values()].sort((a, b) => changedAt(b) - changedAt(a)).slice(offset, offset + limit);
}

interface Collecting extends ListingOptions {
  readonly queue: string;
  readonly place: JobType;
  readonly count: number;
}

/** The newest jobs of one place, page by page until there are enough of the states wanted. */
async function collect(queues: QueueSet, { queue, place, count, states, view }: Collecting): Promise<JobView[]> {
  const jobs: JobView[] = [];
  for (let start = 0; jobs.length < count; start += PAGE) {
    const ids = await queues.of(queue).getRanges([place], start, start + PAGE - 1);
    const views = await Promise.all(ids.map((id) => view({ queue, id })));
    // One that moved on since the ids were read shows the state it is in now.
    for (const job of views) if (job && states.includes(job.state)) jobs.push(job);
    if (ids.length < PAGE) break;
  }
  return jobs.slice(0, count);
}

function changedAt(job: JobView): number {
  return job.endedAt ?? (job.state === 'running' ? job.since : job.addedAt);
}
