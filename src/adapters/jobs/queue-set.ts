/** The definitions that exist, and BullMQ's queues for them. */
import { type ConnectionOptions, Queue } from 'bullmq';
import { UserError } from '../../errors.ts';
import type { JobDefinition } from './port.ts';
import type { ScriptClient } from './scripts/script-client.ts';
import { jobKey, PREFIX } from './stored-job.ts';
import type { JobRef } from './view.ts';

/** An ioredis client, on a server or in this process. */
export type JobsClient = ConnectionOptions & ScriptClient;

export interface QueueSet {
  readonly names: readonly string[];
  readonly definitions: readonly JobDefinition[];
  /** @throws UserError `jobs.unknown-queue`. */
  of(name: string): Queue;
  /** @throws UserError `jobs.unknown-definition`. */
  definition(name: string): JobDefinition;
  /** Where a job is; null when it is nowhere. */
  find(id: string): Promise<JobRef | null>;
  close(): Promise<void>;
}

/** @throws TypeError when two definitions have one name, or a queue's name has a colon: mistakes in the program. */
export function createQueueSet(client: JobsClient, definitions: readonly JobDefinition[]): QueueSet {
  const byName = new Map<string, JobDefinition>();
  for (const definition of definitions) {
    if (byName.has(definition.name)) throw new TypeError(`Two job definitions are named ${definition.name}.`);
    if (definition.queue.includes(':')) throw new TypeError(`The queue name ${definition.queue} has a colon.`);
    byName.set(definition.name, definition);
  }
  const names = [...new Set(definitions.map(({ queue }) => queue))];
  const queues = new Map(names.map((name) => [name, new Queue(name, { connection: client, prefix: PREFIX })]));
  // Commands reject by themselves, and the connection tells of its own troubles.
  for (const queue of queues.values()) queue.on('error', () => {});
  return {
    names,
    definitions,
    of(name) {
      const queue = queues.get(name);
      if (queue) return queue;
      throw new UserError('jobs.unknown-queue', `There is no queue ${name}. Use one of ${names.join(', ')}.`);
    },
    definition(name) {
      const definition = byName.get(name);
      if (definition) return definition;
      const message = `There is no job definition ${name} here. Use one of ${[...byName.keys()].join(', ')}, or update this program.`;
      throw new UserError('jobs.unknown-definition', message);
    },
    async find(id) {
      const places = names.map((queue) => ({ queue, id }));
      const found = await Promise.all(places.map((place) => client.call('EXISTS', jobKey(place))));
      return places.find((_, i) => found[i] === 1) ?? null;
    },
    async close() {
      for (const queue of queues.values()) await queue.close();
    },
  };
}
