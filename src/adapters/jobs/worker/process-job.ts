/**
 * What happens to a job that a worker has taken:
 *
 *     taken ─ it cannot go on (a part failed, it was cancelled, its workers keep dying) ─→ failed
 *       │ ─── parts of it are not done ─→ waits for them
 *       ▼
 *     handler ─ returns ─→ done
 *       │ ───── spawns ──→ waits for its parts, then from the start; at once when they are done already
 *       │ ───── fails ───→ tried again, or failed
 *       └ ───── is stopped: shutting down → back to the queue; cancelled, too long → failed
 */
import { DelayedError, type Job, UnrecoverableError, WaitingChildrenError, WaitingError } from 'bullmq';
import { UserError } from '../../../errors.ts';
import { cancellationOf, endIfCancelled, failedPart } from '../family.ts';
import { decodeFailure, failureOf, finalError, triedError } from '../job-failure.ts';
import type { JobHandler, TimeLimits } from '../port.ts';
import type { QueueSet } from '../queue-set.ts';
import { CANCEL_FIELD } from '../scripts/end-job.ts';
import type { ScriptClient } from '../scripts/script-client.ts';
import { checkedPayload, jobKey, storedData } from '../stored-job.ts';
import type { JobRef } from '../view.ts';
import { type JobRun, type RunSet, startRun } from './job-run.ts';
import { createProgressReporter } from './progress-reporter.ts';
import { createSpawner } from './spawn-children.ts';

export interface ProcessorOptions {
  readonly client: ScriptClient;
  readonly queues: QueueSet;
  /** By the definition's name. */
  readonly handlers: ReadonlyMap<string, JobHandler>;
  /** Holds the runs of this moment. */
  readonly runs: RunSet;
}

export const SHUTTING_DOWN = 'jobs.shutting-down';
/** How long an earlier run of the same job in this worker may take to stop until it is looked for again. */
const EARLIER_RUN_MS = 500;
const DEFAULT_LIMITS: TimeLimits = { softSeconds: 6_000, hardSeconds: 7_200 };

/** What BullMQ calls with each job. */
export function createProcessor(options: ProcessorOptions): (job: Job, token?: string) => Promise<unknown> {
  return async (job, token = '') => {
    const taken: TakenJob = { job, token, ref: { queue: job.queueName, id: job.id ?? '' } };
    await letEarlierRunEnd(options.runs, taken);
    await refuseWhatCannotGoOn(options.client, taken);
    if (storedData.parse(job.data).children.length > 0) await waitForParts(options.client, taken);
    const { handler, payload, limits } = prepared(options.handlers, job);
    const run = startRun(taken.ref, limits);
    options.runs.add(run);
    try {
      return await runToEnd({ options, taken, run, handler, payload });
    } catch (error) {
      throw await whatFollows(options.client, taken, { run, error });
    } finally {
      run.end();
      options.runs.delete(run);
    }
  };
}

interface TakenJob {
  readonly job: Job;
  readonly token: string;
  readonly ref: JobRef;
}

interface Running {
  readonly options: ProcessorOptions;
  readonly taken: TakenJob;
  readonly run: JobRun;
  readonly handler: JobHandler;
  readonly payload: unknown;
}

/**
 * This worker was out of touch and got the job that it lost: two runs of one job at a time share files, and BullMQ, which
 * knows runs by their job, would stop renewing the lock of the second when the first ends.
 */
async function letEarlierRunEnd(runs: RunSet, { job, token, ref }: TakenJob): Promise<void> {
  const isRunning = [...runs].some(({ job: { queue, id } }) => queue === ref.queue && id === ref.id);
  if (!isRunning) return;
  await job.moveToDelayed(Date.now() + EARLIER_RUN_MS, token);
  throw new DelayedError();
}

async function refuseWhatCannotGoOn(client: ScriptClient, { ref }: TakenJob): Promise<void> {
  const fields = await client.call('HMGET', jobKey(ref), 'defa', CANCEL_FIELD);
  const [deferred, mark] = Array.isArray(fields) ? fields : [];
  if (typeof mark === 'string') throw finalError(decodeFailure(mark));
  if (typeof deferred !== 'string') return;
  throw finalError((await failedPart(client, ref)) ?? decodeFailure(deferred));
}

/** Returns when no part is left to wait for; otherwise gives up the worker. */
async function waitForParts(client: ScriptClient, { job, token, ref }: TakenJob): Promise<void> {
  let isWaiting: boolean;
  try {
    isWaiting = await job.moveToWaitingChildren(token);
  } catch (error) {
    const failure = await failedPart(client, ref);
    throw failure ? finalError(failure, error) : error;
  }
  if (!isWaiting) return;
  await endIfCancelled(client, ref);
  throw new WaitingChildrenError();
}

function prepared(handlers: ProcessorOptions['handlers'], job: Job) {
  const handler = handlers.get(job.name);
  if (!handler) {
    const message = `This worker cannot do ${job.name}: update it or the program that added the job.`;
    throw finalError({ code: 'jobs.unknown-definition', message, retryable: true });
  }
  try {
    const payload = checkedPayload(handler.definition, storedData.parse(job.data).payload);
    return { handler, payload, limits: handler.definition.timeLimits?.(payload) ?? DEFAULT_LIMITS };
  } catch (error) {
    throw finalError(failureOf(error), error);
  }
}

async function runToEnd(running: Running): Promise<unknown> {
  for (;;) {
    const answer = await callHandler(running);
    if (!answer.isSuspended) return answer.result;
    await waitForParts(running.options.client, running.taken);
  }
}

async function callHandler({ options, taken, run, handler, payload }: Running) {
  const { job, ref } = taken;
  const spawner = createSpawner(job, options.queues);
  const reporter = createProgressReporter((progress) => job.updateProgress(progress));
  const context = {
    id: ref.id,
    attempt: job.attemptsMade + 1,
    signal: run.signal,
    report: reporter.report,
    spawn: spawner.spawn,
    results: spawner.results,
  };
  try {
    const result = await Promise.race([handler.run(payload, context), run.abandoned]);
    if (!spawner.isSuspended()) return { isSuspended: false, result: checkedResult(handler, result) };
  } catch (error) {
    // What a handler makes of the error of `spawn` does not matter, unless it had to be abandoned.
    if (!spawner.isSuspended() || run.signal.aborted) throw error;
  } finally {
    await reporter.end();
  }
  return { isSuspended: true, result: undefined };
}

function checkedResult({ definition }: JobHandler, result: unknown): unknown {
  const parsed = definition.result.safeParse(result);
  if (parsed.success) return parsed.data;
  const message = `${definition.name} returned something else than it says. This is a mistake in the program: report it.`;
  throw new UserError('jobs.bad-result', message, { cause: parsed.error });
}

/** The error by which BullMQ knows what to do with the job. */
async function whatFollows(
  client: ScriptClient,
  { job, token, ref }: TakenJob,
  { run, error }: { readonly run: JobRun; readonly error: unknown },
): Promise<Error> {
  if (error instanceof WaitingChildrenError || error instanceof UnrecoverableError) return error;
  const { signal } = run;
  if (signal.aborted && signal.reason instanceof UserError && signal.reason.code === SHUTTING_DOWN) {
    await job.moveToWait(token);
    await endIfCancelled(client, ref);
    return new WaitingError();
  }
  if (signal.aborted) return triedError(failureOf(signal.reason), error);
  return triedError((await cancellationOf(client, ref)) ?? failureOf(error), error);
}
