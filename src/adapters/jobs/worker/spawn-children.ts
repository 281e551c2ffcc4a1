/** Jobs that a running job adds as parts of itself and waits for. */
import { createHash } from 'node:crypto';
import type { Job } from 'bullmq';
import { z } from 'zod';
import type { JobContext, JobDefinition } from '../port.ts';
import type { QueueSet } from '../queue-set.ts';
import { bullOptions, checkedPayload, jobKey, queueKey, storedData } from '../stored-job.ts';
import type { ChildRef } from '../view.ts';

/** Thrown through the handler when it has to wait. */
class Suspended extends Error {
  override readonly name = 'Suspended';
  override readonly message = 'This job waits for jobs that it consists of: let this error pass.';
}

export interface Spawner extends Pick<JobContext, 'spawn' | 'results'> {
  /** Whether the handler asked for jobs that are not done. */
  isSuspended(): boolean;
}

/** For one call of the handler: the first `spawn` of each call is the same one. */
export function createSpawner(job: Job, queues: QueueSet): Spawner {
  let calls = 0;
  let suspended = false;
  const data = () => storedData.parse(job.data);
  const doneParts = async () => new Map<string, unknown>(Object.entries((await job.getChildrenValues()) ?? {}));

  /** Remembered before they exist, so that whoever cancels this job finds them. */
  async function remember(children: readonly ChildRef[]): Promise<void> {
    const { children: known, ...rest } = data();
    const ids = new Set(known.map(({ id }) => id));
    const added = children.filter(({ id }) => !ids.has(id));
    if (added.length > 0) await job.updateData({ ...rest, children: [...known, ...added] });
  }

  async function add<Payload>(definition: JobDefinition<Payload>, parts: readonly Part<Payload>[]): Promise<void> {
    const parent = { id: job.id ?? '', queue: queueKey(job.queueName) };
    await queues.of(definition.queue).addBulk(
      parts.map(({ child, payload }) => ({
        name: definition.name,
        data: { payload, requestedBy: data().requestedBy, children: [] },
        opts: {
          ...bullOptions(definition, { id: child.id, priority: job.opts.priority ?? 0 }),
          parent,
          failParentOnFailure: true,
        },
      })),
    );
  }

  return {
    isSuspended: () => suspended,
    async spawn(definition, payloads) {
      queues.definition(definition.name);
      const call = calls++;
      const parts = payloads.map((raw, index) => {
        const payload = checkedPayload(definition, raw);
        const id = `${job.id}-${hash([call, index, definition.name, payload])}`;
        return { child: { queue: definition.queue, id, name: definition.name }, payload };
      });
      const done = await doneParts();
      if (parts.every(({ child }) => done.has(jobKey(child)))) {
        return parts.map(({ child }) => definition.result.parse(done.get(jobKey(child))));
      }
      suspended = true;
      await remember(parts.map(({ child }) => child));
      await add(definition, parts);
      throw new Suspended();
    },
    async results(definition) {
      const done = await doneParts();
      const keys = data().children.filter(({ name }) => name === definition.name);
      return z.array(definition.result).parse(keys.map((child) => done.get(jobKey(child))));
    },
  };
}

interface Part<Payload> {
  readonly child: ChildRef;
  readonly payload: Payload;
}

/** Equal parts of equal calls are the same job; so a handler that is called again finds what it asked for before. */
const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
