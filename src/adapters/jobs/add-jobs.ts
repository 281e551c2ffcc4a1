/** Adds jobs: single ones, and those that consist of others. */
import { randomUUID } from 'node:crypto';
import type { FlowProducer, JobsOptions } from 'bullmq';
import type { AddOptions, FlowNode } from './port.ts';
import type { QueueSet } from './queue-set.ts';
import { bullOptions, checkedId, checkedPayload, dedupeOptions, type StoredData } from './stored-job.ts';
import type { ChildRef, JobRef } from './view.ts';

export interface Added {
  readonly ref: JobRef;
  /** False when it was there already. */
  readonly isNew: boolean;
}

export interface AddingTo {
  readonly queues: QueueSet;
  readonly flows: FlowProducer;
}

export async function addJobs({ queues, flows }: AddingTo, root: FlowNode, options: AddOptions): Promise<Added> {
  const id = checkedId(options.id ?? randomUUID());
  const planned = plan(queues, root, { id, options });
  const known = options.id === undefined ? null : await queues.find(id);
  if (known) return { ref: known, isNew: false };
  const { queueName: queue, name, data, opts } = planned;
  const dedupe = dedupeOptions(root.definition, data.payload);
  // What BullMQ finds to be the same work gets the id of that; parts of a job that was not added are not added either.
  const added = planned.children
    ? (await flows.add({ ...planned, opts: { ...opts, ...dedupe } })).job
    : await queues.of(queue).add(name, data, { ...opts, ...dedupe });
  return { ref: { queue, id: added.id ?? id }, isNew: added.id === id };
}

interface PlannedJob {
  readonly name: string;
  readonly queueName: string;
  readonly data: StoredData;
  readonly opts: JobsOptions;
  readonly children?: PlannedJob[];
}

interface Planning {
  readonly id: string;
  readonly options: AddOptions;
  readonly isPart?: boolean;
}

/** Checks all of it before any of it is added. Parts have ids made from the whole's: adding twice adds no part twice. */
function plan(queues: QueueSet, node: FlowNode, { id, options, isPart = false }: Planning): PlannedJob {
  const { definition, children = [] } = node;
  queues.definition(definition.name);
  const payload = checkedPayload(definition, node.payload);
  const refs: ChildRef[] = children.map((child, i) => ({
    queue: child.definition.queue,
    id: `${id}.${i + 1}`,
    name: child.definition.name,
  }));
  const parts = children.map((child, i) => plan(queues, child, { id: refs[i]?.id ?? '', options, isPart: true }));
  return {
    name: definition.name,
    queueName: definition.queue,
    data: { payload, requestedBy: options.requestedBy ?? null, children: refs },
    opts: { ...bullOptions(definition, { ...options, id }), ...(isPart && { failParentOnFailure: true }) },
    ...(parts.length > 0 && { children: parts }),
  };
}
