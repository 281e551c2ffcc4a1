/** Forgets ended jobs before their time. */
import { toView } from './job-view.ts';
import type { QueueSet } from './queue-set.ts';
import { readJob } from './scripts/read-job.ts';
import type { ScriptClient } from './scripts/script-client.ts';
import type { JobRef, JobView } from './view.ts';

const PAGE = 100;
const OVER: readonly JobView['state'][] = ['done', 'failed', 'cancelled'];

export interface Forgetting {
  readonly client: ScriptClient;
  readonly queues: QueueSet;
  readonly isMeant: (job: JobView, kept: string) => boolean;
}

export async function forgetJobs(forgetting: Forgetting): Promise<number> {
  const { queues } = forgetting;
  let forgotten = 0;
  for (const name of queues.names) {
    const queue = queues.of(name);
    for (const place of ['completed', 'failed'] as const) {
      for (let start = 0, full = true; full; ) {
        const ids = await queue.getRanges([place], start, start + PAGE - 1);
        let removed = 0;
        for (const id of ids) if (await mayGo(forgetting, { queue: name, id })) removed += await queue.remove(id);
        forgotten += removed;
        full = ids.length === PAGE;
        // Those that went are not passed over again.
        start += PAGE - removed;
      }
    }
  }
  return forgotten;
}

async function mayGo({ client, isMeant }: Forgetting, ref: JobRef): Promise<boolean> {
  const job = await read(client, ref);
  if (!job || !OVER.includes(job.view.state) || !isMeant(job.view, job.kept)) return false;
  const parent = job.view.parent && (await read(client, job.view.parent));
  return !parent || OVER.includes(parent.view.state);
}

async function read(client: ScriptClient, job: JobRef) {
  const reading = await readJob(client, job);
  return reading && { view: toView(job, reading), kept: [...reading.fields.values()].join('\n') };
}
