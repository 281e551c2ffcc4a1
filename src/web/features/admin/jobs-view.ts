/** Which jobs are shown, as it stands in the address. */
import { oneOf, present } from '../../lib/search-values.ts';

export const JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
const QUEUES = ['analysis', 'segments', 'media', 'review'] as const;

export const readJobsView = (given: Readonly<Record<string, unknown>>) =>
  present({ state: oneOf(JOB_STATES, given['state']), queue: oneOf(QUEUES, given['queue']) });
export type JobsView = ReturnType<typeof readJobsView>;
