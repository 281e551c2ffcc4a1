/** What is looked for in a run by a job. */
import type { Services } from '../../api/services.ts';
import { readDoneRun } from '../../results/run-place.ts';

type JobServices = Pick<Services, 'database' | 'jobs' | 'operations'>;

/** @throws UserError `runs.not-found`, `runs.wrong-state`. */
export async function group(
  { database, jobs, operations }: JobServices,
  { runId, apply }: { readonly runId: string; readonly apply: boolean },
  author: string,
): Promise<{ readonly job: string }> {
  const { episodeId: episode } = await readDoneRun(database.queries, runId);
  const payload = { run: runId, episode, apply, author };
  return { job: (await jobs.add(operations.autoGroup, payload, { requestedBy: author })).job.id };
}

/** @throws as {@link group}. */
export async function compareWithCast(
  { database, jobs, operations }: JobServices,
  { runId }: { readonly runId: string },
  author: string,
): Promise<{ readonly job: string }> {
  const { episodeId: episode } = await readDoneRun(database.queries, runId);
  const payload = { run: runId, episode };
  return { job: (await jobs.add(operations.refreshSimilarity, payload, { requestedBy: author })).job.id };
}
