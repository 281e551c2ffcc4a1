/** What the server says about its parts, as a list that people can read. */
import type { Health } from '../../../server/contract/health.ts';
import { QUEUE_WORDS } from './job-words.ts';

export type PartState = 'ok' | 'notice' | 'failing';

export interface HealthPart {
  readonly name: string;
  readonly label: string;
  /** What it is for. */
  readonly meaning: string;
  readonly state: PartState;
  /** What is wrong and what to do, or what is worth knowing. */
  readonly messages: readonly string[];
}

interface ServedQueue {
  readonly name: string;
  readonly isPaused: boolean;
  readonly workers: readonly unknown[];
}

const PARTS = [
  { name: 'redis', label: 'Queue', meaning: 'Keeps jobs and tells pages what happens' },
  { name: 'storage', label: 'Storage', meaning: 'Keeps videos, pictures and results' },
  { name: 'db', label: 'Database', meaning: 'Keeps episodes, people and what was found' },
] as const;

/** @param queues null: nobody knows. */
export function healthParts(health: Health, queues: readonly ServedQueue[] | null): HealthPart[] {
  const details = Object.entries(health.details ?? {});
  const about = (part: string): string[] =>
    details.filter(([key]) => key === part || key.startsWith(`${part}.`)).map(([, message]) => message);
  const parts = PARTS.map(({ name, ...words }): HealthPart => {
    const messages = about(name);
    const given = health[name];
    if (given === 'unconfigured') {
      return {
        name,
        ...words,
        state: 'notice',
        messages: ['It is switched off on purpose: nothing is kept.', ...messages],
      };
    }
    const state = given === 'failing' ? 'failing' : messages.length > 0 ? 'notice' : 'ok';
    return { name, ...words, state, messages };
  });
  const known = ['workers', ...PARTS.map(({ name }) => name)];
  const others = details
    .filter(([key]) => !known.some((name) => key === name || key.startsWith(`${name}.`)))
    .map(
      ([key, message]): HealthPart => ({ name: key, label: key, meaning: '', state: 'notice', messages: [message] }),
    );
  return [...parts, workersPart(about('workers'), queues), ...others];
}

function workersPart(told: readonly string[], queues: readonly ServedQueue[] | null): HealthPart {
  const named = (queue: ServedQueue): string => QUEUE_WORDS[queue.name]?.label ?? queue.name;
  const unserved = (queues ?? []).filter(({ workers }) => workers.length === 0).map(named);
  const paused = (queues ?? []).filter(({ isPaused }) => isPaused).map(named);
  const messages = [
    // The queues say it more fully than the server's own sentence.
    ...(unserved.length > 0
      ? [`No worker serves ${unserved.join(', ')}: these jobs wait until one is started.`]
      : told),
    ...(paused.length > 0 ? [`Paused: ${paused.join(', ')}. Resume on the page Jobs.`] : []),
  ];
  const state =
    unserved.includes('Analysis') || (unserved.length === 0 && told.length > 0)
      ? 'failing'
      : messages.length > 0
        ? 'notice'
        : 'ok';
  return { name: 'workers', label: 'Workers', meaning: 'Do the jobs', state, messages };
}

/** One sentence about all of them. */
export function healthSentence(parts: readonly HealthPart[]): string {
  const count = (state: PartState): number => parts.filter((part) => part.state === state).length;
  const failing = parts.filter(({ state }) => state === 'failing').map(({ label }) => label);
  if (failing.length > 0) return `${failing.join(' and ')} ${failing.length === 1 ? 'needs' : 'need'} somebody.`;
  const notices = count('notice');
  if (notices === 0) return 'Everything works.';
  return `Everything works; ${notices === 1 ? 'one thing is' : `${notices} things are`} worth knowing.`;
}

export interface ServingWorker {
  readonly name: string;
  /** Names of queues. */
  readonly queues: readonly string[];
  /** Jobs at a time, over its queues. */
  readonly concurrency: number;
  readonly since: string;
  readonly lastSeenAt: string;
}

interface QueueWithWorkers {
  readonly name: string;
  readonly workers: readonly Omit<ServingWorker, 'queues'>[];
}

/** Each worker once, with all it serves; by name. */
export function workersOf(queues: readonly QueueWithWorkers[]): ServingWorker[] {
  const workers = new Map<string, ServingWorker>();
  for (const queue of queues) {
    for (const worker of queue.workers) {
      const known = workers.get(worker.name);
      workers.set(worker.name, {
        name: worker.name,
        queues: [...(known?.queues ?? []), queue.name],
        concurrency: (known?.concurrency ?? 0) + worker.concurrency,
        since: known && known.since < worker.since ? known.since : worker.since,
        lastSeenAt: known && known.lastSeenAt > worker.lastSeenAt ? known.lastSeenAt : worker.lastSeenAt,
      });
    }
  }
  return [...workers.values()].sort((a, b) => a.name.localeCompare(b.name));
}
