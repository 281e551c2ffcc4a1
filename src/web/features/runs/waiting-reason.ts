/** Why a run does not go on just now. */
import type { Job } from '../../../server/contract/jobs.ts';

export interface Waiting {
  /** `next, when a worker is free`, `behind 2 others`, `queue paused` …; null: nobody has said. */
  readonly reason: string | null;
  /** Nothing but a person makes it go on. */
  readonly isStuck: boolean;
}

/** Null when one of its jobs is being worked on. @param jobs of the queue, of any run. */
export function waitingOf(
  run: string,
  jobs: readonly Pick<Job, 'run' | 'state' | 'reason' | 'parts'>[],
): Waiting | null {
  const own = jobs.filter((job) => job.run === run);
  if (own.some(({ state }) => state === 'running')) return null;
  const waiting = own.filter(({ state }) => state === 'waiting');
  // A whole waits for its parts; only a part tells what it is that all of them wait for.
  const first =
    waiting.find(({ reason }) => reason !== null && !/^waiting for \d+ other job/.test(reason)) ?? waiting[0];
  const reason = first?.reason ?? null;
  return { reason, isStuck: reason !== null && /paused|no worker/.test(reason) };
}

/** As a sentence, with what to do. */
export function waitingText({ reason }: Waiting): string {
  if (reason === null) return 'It is being queued.';
  if (reason.startsWith('next')) return 'It is the next to begin: as soon as the worker is free.';
  const behind = /^behind (\d+) others?$/.exec(reason);
  if (behind) return `It waits its turn: ${behind[1]} ${behind[1] === '1' ? 'job is' : 'jobs are'} before it.`;
  if (reason.includes('paused'))
    return 'The queue is paused: somebody with the role admin resumes it on the page Jobs.';
  if (reason.includes('no worker')) return 'No worker serves the queue: start one, or look at the page Health.';
  return `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}.`;
}
