/**
 * Runs as people ask for them: begin, cancel, try again. The database says what was asked for, the queue does it, and
 * {@link Analyses.reconcile} brings them together whatever has been killed: a run whose jobs are lost is queued again, one
 * whose jobs have failed gets their reason.
 */
import { sql } from 'kysely';
import { toJson } from '../../../adapters/database/column-values.ts';
import type { OpenTransaction } from '../../../adapters/database/port.ts';
import type { FlowNode, Jobs, JobView } from '../../../adapters/jobs/port.ts';
import { UserError } from '../../../errors.ts';
import { announce } from '../../announce.ts';
import { noteAudit } from '../../audit.ts';
import type { JobHistory, JobHistoryEntry } from '../bookkeeping/job-history.ts';
import type { Operations, RunPayload } from './definitions.ts';
import { readRunFacts } from './run-facts.ts';
import { type JournalStores, setRunState } from './run-journal.ts';
import { logRun } from './run-log.ts';

export interface AnalysisOrder {
  readonly episode: string;
  readonly profile: 'fast' | 'balanced' | 'accurate';
  readonly pack: string;
  /** Who asks. */
  readonly requestedBy: string;
}

export interface Analyses {
  /**
   * Queues a run of the episode's current video.
   *
   * @returns the run's id.
   * @throws UserError `episodes.not-found`, `videos.not-found`, `videos.wrong-state`, `runs.wrong-state`.
   */
  begin(order: AnalysisOrder): Promise<string>;
  /** Stops a run within seconds; what it has finished is kept for the next. @throws UserError `runs.not-found`, `runs.wrong-state`. */
  cancel(run: string, by: string): Promise<void>;
  /** Goes on with a run that failed or was cancelled. @throws UserError `runs.not-found`, `runs.wrong-state`. */
  retry(run: string): Promise<void>;
  /** The job that stands for the run; null when the queue has forgotten it. */
  jobOf(run: string): Promise<JobView | null>;
  /** Tells that a run's result has been published, and puts it into the history of who wanted it. */
  tellDone(run: string): Promise<void>;
  /** Makes runs and jobs say the same. Gives the number of runs that were queued again. */
  reconcile(): Promise<number>;
}

export interface AnalysesParts extends JournalStores {
  readonly jobs: Jobs;
  readonly operations: Operations;
  readonly history: JobHistory;
  readonly programVersion: string;
}

const jobIdOf = (run: string): string => `analyze-${run}`;

export function createAnalyses(parts: AnalysesParts): Analyses {
  const { database, events, clock, jobs, operations, history } = parts;
  const { queries } = database;

  async function enqueue(run: string): Promise<void> {
    const facts = await readRunFacts(queries, run);
    const { duration_seconds: seconds } = await queries
      .selectFrom('videos')
      .select('duration_seconds')
      .where('id', '=', facts.video.id)
      .executeTakeFirstOrThrow();
    const payload: RunPayload = { run, episode: facts.episode, videoSeconds: seconds ?? 0 };
    const detect: FlowNode = { definition: operations.detectTrack, payload };
    const embed: FlowNode = { definition: operations.facesEmbed, payload, children: [detect] };
    const cluster: FlowNode = { definition: operations.cluster, payload, children: [embed] };
    const flow: FlowNode = { definition: operations.analyze, payload, children: [cluster] };
    await jobs.addFlow(flow, { id: jobIdOf(run), requestedBy: facts.requestedBy });
  }

  /** The run's state, and whose it is. */
  async function stateOf(run: string) {
    const row = await queries
      .selectFrom('runs')
      .select(['id', 'state', 'episode_id as episode', 'requested_by'])
      .where('id', '=', run)
      .executeTakeFirst();
    if (row) return row;
    throw new UserError('runs.not-found', `There is no run ${run}: it may have been deleted.`);
  }

  /** Whoever notices the end first writes it down, here and in the history of who wanted the run. */
  async function end(
    run: { id: string; episode: string; requested_by: string },
    how: { readonly state: 'failed' | 'cancelled'; readonly code: string; readonly reason: string },
  ): Promise<void> {
    const isNews = await setRunState(parts, run, how);
    if (!isNews) return;
    await remember(run, { outcome: how.state, reason: how.reason });
  }

  async function remember(
    run: { id: string; episode: string; requested_by: string },
    how: Pick<JobHistoryEntry, 'outcome' | 'reason'>,
  ): Promise<void> {
    const { name: operation } = operations.analyze;
    const entry = { job: jobIdOf(run.id), operation, episode: run.episode, ...how, endedAt: clock.now() };
    await history.add(run.requested_by, entry);
  }

  async function settle(run: { id: string; episode: string; requested_by: string }, job: JobView): Promise<void> {
    if (job.state !== 'failed' && job.state !== 'cancelled') return;
    const { code, message: reason } = job.failure;
    await end(run, { state: job.state, code, reason });
  }

  async function reconcile(): Promise<number> {
    const unfinished = await queries
      .selectFrom('runs')
      .select(['id', 'state', 'episode_id as episode', 'requested_by', 'queued_at'])
      .where('state', 'in', ['queued', 'running', 'interrupted'])
      .orderBy('queued_at')
      .execute();
    let queued = 0;
    for (const run of unfinished) {
      const job = await jobs.get(jobIdOf(run.id));
      if (job && endedBefore(job, run.queued_at)) await again(jobs, job);
      else if (job) await settle(run, job);
      else {
        await enqueue(run.id);
        await logRun(parts, run.id, { level: 'warn', message: 'The queue did not know of it: it is queued again.' });
        await setRunState(parts, run, { state: 'queued' });
        queued++;
      }
    }
    return queued;
  }

  return {
    async begin({ episode, profile, pack, requestedBy }) {
      const run = await database.transaction(async (transaction) => {
        const video = await transaction
          .selectFrom('episodes')
          .leftJoin('videos', (join) =>
            join.onRef('videos.episode_id', '=', 'episodes.id').on('videos.is_current', '=', true),
          )
          .select(['videos.id', 'videos.state', 'videos.reason'])
          .where('episodes.id', '=', episode)
          .where('episodes.deletion_started_at', 'is', null)
          .executeTakeFirst();
        const ready = usableVideo(episode, video);
        await refuseSecondRun(transaction, episode);
        const made = await transaction
          .insertInto('runs')
          .values((at) => ({
            episode_id: episode,
            video_id: ready,
            number: at
              .selectFrom('runs')
              .select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
              .where('episode_id', '=', episode),
            profile,
            config: toJson({ pack }),
            program_version: parts.programVersion,
            state: 'queued' as const,
            reason_code: null,
            reason: null,
            requested_by: requestedBy,
            queued_at: new Date(clock.now()),
            started_at: null,
            finished_at: null,
          }))
          .returning('id')
          .executeTakeFirstOrThrow();
        const subject = { type: 'run', id: made.id };
        await noteAudit(transaction, { by: requestedBy, action: 'run.begin', subject, detail: { episode, profile } });
        return made;
      });
      await announce(events, { type: 'run-state', episode, run: run.id, state: 'queued', reason: null });
      await logRun(parts, run.id, { level: 'info', message: `Queued with the profile ${profile} by ${requestedBy}.` });
      await enqueue(run.id);
      return run.id;
    },

    async cancel(id, by) {
      const run = await stateOf(id);
      if (run.state === 'done' || run.state === 'failed' || run.state === 'cancelled') {
        throw new UserError('runs.wrong-state', `The run is ${run.state}: there is nothing to cancel.`);
      }
      const job = await jobs.get(jobIdOf(id));
      if (job) await jobs.cancel(job.id, by);
      const reason = `Cancelled by ${by}. Retry it if it is wanted after all.`;
      await end(run, { state: 'cancelled', code: 'jobs.cancelled', reason });
    },

    async retry(id) {
      const run = await stateOf(id);
      if (run.state !== 'failed' && run.state !== 'cancelled') {
        throw new UserError(
          'runs.wrong-state',
          `The run is ${run.state}: only one that failed or was cancelled can be tried again.`,
        );
      }
      await database.transaction(async (transaction) => {
        await refuseSecondRun(transaction, run.episode);
        await transaction
          .updateTable('runs')
          .set({
            state: 'queued',
            reason: null,
            reason_code: null,
            progress: null,
            finished_at: null,
            queued_at: new Date(clock.now()),
          })
          .where('id', '=', id)
          .where('state', '=', run.state)
          .execute();
      });
      await announce(events, { type: 'run-state', episode: run.episode, run: id, state: 'queued', reason: null });
      await logRun(parts, id, { level: 'info', message: 'Queued again, to go on where it stopped.' });
      const job = await jobs.get(jobIdOf(id));
      if (job) await again(jobs, job);
      else await enqueue(id);
    },

    async tellDone(id) {
      const run = await stateOf(id);
      await logRun(parts, id, { level: 'info', message: 'Done: the result is stored and is what the episode shows.' });
      await announce(events, { type: 'run-state', episode: run.episode, run: id, state: 'done', reason: null });
      await remember(run, { outcome: 'done', reason: null });
    },

    jobOf: (run) => jobs.get(jobIdOf(run)),
    reconcile,
  };
}

/** The run was queued again, and whoever did so ended before the queue knew: the failure is that of the try before. */
function endedBefore(job: JobView, queuedAt: Date): boolean {
  const isOver = job.state === 'failed' || job.state === 'cancelled';
  return isOver && job.endedAt !== null && job.endedAt < queuedAt.getTime();
}

/** Nothing is left to do where somebody else was faster. */
async function again(jobs: Jobs, { id }: JobView): Promise<void> {
  await jobs.retry(id).catch((error: unknown) => {
    if (!(error instanceof UserError && error.code === 'jobs.not-failed')) throw error;
  });
}

/** An episode is analysed once at a time. Who asks at the same moment waits here for the first. */
async function refuseSecondRun(transaction: OpenTransaction, episode: string): Promise<void> {
  await transaction.selectFrom('episodes').select('id').where('id', '=', episode).forUpdate().execute();
  const busy = await transaction
    .selectFrom('runs')
    .select(['number', 'state'])
    .where('episode_id', '=', episode)
    .where('state', 'in', ['queued', 'running', 'interrupted'])
    .executeTakeFirst();
  if (!busy) return;
  throw new UserError(
    'runs.wrong-state',
    `Run ${busy.number} of ${episode} is ${busy.state}: wait for it, or cancel it first.`,
  );
}

interface CurrentVideo {
  readonly id: string | null;
  readonly state: 'checking' | 'ready' | 'rejected' | null;
  readonly reason: string | null;
}

/** Id of the video to analyse. */
function usableVideo(episode: string, video: CurrentVideo | undefined): string {
  if (!video) throw new UserError('episodes.not-found', `There is no episode ${episode}: look at the list for its id.`);
  if (video.id === null) throw new UserError('videos.not-found', `${episode} has no video yet: upload one first.`);
  if (video.state === 'ready') return video.id;
  const why = video.state === 'checking' ? 'is still being checked: wait a moment' : `cannot be used: ${video.reason}`;
  throw new UserError('videos.wrong-state', `The video of ${episode} ${why}.`);
}
