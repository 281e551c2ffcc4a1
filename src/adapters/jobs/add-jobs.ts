/** Adds jobs: single ones, and those that consist of others. */
import { randomUUID } from 'node:crypto';
import { Job, type JobsOptions } from 'bullmq';
import type { AddOptions, FlowNode } from './port.ts';
import type { QueueSet } from './queue-set.ts';
import {
  bullOptions,
  checkedId,
  checkedPayload,
  dedupeOptions,
  jobKey,
  queueKey,
  type StoredData,
} from './stored-job.ts';
import type { JobRef } from './view.ts';

export interface Added {
  readonly ref: JobRef;
  /** False when it was there already. */
  readonly isNew: boolean;
}

export async function addJobs(queues: QueueSet, root: FlowNode, options: AddOptions): Promise<Added> {
  const id = checkedId(options.id ?? randomUUID());
  const [whole, ...parts] = plan(queues, root, { id, options });
  const known = options.id === undefined ? null : await queues.find(id);
  if (known) return { ref: known, isNew: false };
  const queue = root.definition.queue;
  const backend = queues.of(queue).getBackend();
  // In one transaction. What is the same work as another job is not added and gives the other's id; then parts are not
  // added either, because what they are part of is not there.
  const results = await backend.addFlow([whole, ...parts].map((planned) => toEntry(queues, planned)));
  const [error, added] = results[0] ?? [null, id];
  if (error) throw error;
  return { ref: { queue, id: String(added) }, isNew: added === id };
}

interface PlannedJob {
  readonly ref: JobRef;
  readonly name: string;
  readonly data: StoredData;
  readonly opts: JobsOptions;
  readonly parent: JobRef | null;
}

interface Planning {
  readonly id: string;
  readonly options: AddOptions;
  readonly parent?: JobRef;
}

/**
 * All jobs of a flow, a whole before its parts, checked before any of them is added. Parts have ids made from the whole's:
 * adding twice adds no part twice.
 */
function plan(queues: QueueSet, node: FlowNode, planning: Planning): [PlannedJob, ...PlannedJob[]] {
  const { id, options, parent = null } = planning;
  const { definition, children = [] } = node;
  queues.definition(definition.name);
  const payload = checkedPayload(definition, node.payload);
  const ref = { queue: definition.queue, id };
  const idOf = (index: number): string => `${id}.${index + 1}`;
  const refs = children.map((child, i) => ({
    queue: child.definition.queue,
    id: idOf(i),
    name: child.definition.name,
  }));
  const opts = {
    ...bullOptions(definition, { ...options, id }),
    ...(parent ? { failParentOnFailure: true } : dedupeOptions(definition, payload)),
  };
  const data = { payload, requestedBy: options.requestedBy ?? null, children: refs };
  const parts = children.flatMap((child, i) => plan(queues, child, { id: idOf(i), options, parent: ref }));
  return [{ ref, name: definition.name, data, opts, parent }, ...parts];
}

/** As BullMQ's FlowProducer does it, which refuses what is to be added once only. */
function toEntry(queues: QueueSet, { ref, name, data, opts, parent }: PlannedJob) {
  const options = parent ? { ...opts, parent: { id: parent.id, queue: queueKey(parent.queue) } } : opts;
  const job = new Job(queues.of(ref.queue), name, data, options, ref.id);
  return job.toFlowEntry({
    ...(parent && { parentKey: jobKey(parent), parentDependenciesKey: `${jobKey(parent)}:dependencies` }),
    ...(data.children.length > 0 && { addToWaitingChildren: true }),
  });
}
