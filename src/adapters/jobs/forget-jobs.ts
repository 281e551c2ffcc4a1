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

export async function forgetJobs({ client, queues, isMeant }: Forgetting): Promise<number> {
  const read = async (job: JobRef) => {
    const reading = await readJob(client, job);
    return reading && { view: toView(job, reading), kept: [...reading.fields.values()].join('\n') };
  };
  let forgotten = 0;
  for (const name of queues.names) {
    const queue = queues.of(name);
    for (const place of ['completed', 'failed'] as const) {
      let start = 0;
      for (;;) {
        const ids = await queue.getRanges([place], start, start + PAGE - 1);
        let removed = 0;
        for (const id of ids) {
          const job = await read({ queue: name, id });
          if (!job || !OVER.includes(job.view.state) || !isMeant(job.view, job.kept)) continue;
          const parent = job.view.parent && (await read(job.view.parent));
          if (parent && !OVER.includes(parent.view.state)) continue;
          removed += await queue.remove(id, { removeChildren: false });
        }
        forgotten += removed;
        if (ids.length < PAGE) break;
        // Those that went are not passed over again.
        start += PAGE - removed;
      }
    }
  }
  return forgotten;
}
