/** Writes down what happens to a run while it is worked on: its state and stages in the database, news for who watches. */
import type { Clock } from '../../../adapters/clock/port.ts';
import { toJson } from '../../../adapters/database/column-values.ts';
import type { Database } from '../../../adapters/database/port.ts';
import type { EventLog } from '../../../adapters/events/port.ts';
import { STAGE_NAMES, type StageName } from '../../../pipeline/stage-events.ts';
import { announce } from '../../announce.ts';
import type { RunState } from '../../contract/run-states.ts';
import { createProgressEstimate } from '../analyze/progress-estimate.ts';
import type { RunEvent } from '../analyze/run-events.ts';
import { type LogLine, logRun } from './run-log.ts';

export interface JournalStores {
  readonly database: Database;
  readonly events: EventLog;
  readonly clock: Clock;
}

export interface JournaledRun {
  readonly id: string;
  readonly episode: string;
}

/** People see a bar move by less than this as standing still. */
const NEWS_EVERY_MS = 500;
/** Who opens a page in between waits for the next news rather than for what is stored. */
const STORED_EVERY_MS = 2_000;

/** How ends are told in the log. */
const LEVELS: Partial<Record<RunState, LogLine['level']>> = { failed: 'error', interrupted: 'warn', cancelled: 'info' };

/** Sets the state if the run has not ended, and says so. False: it has, or is no more. */
export async function setRunState(
  { database, events, clock }: JournalStores,
  run: JournaledRun,
  to: { readonly state: RunState; readonly code?: string; readonly reason?: string },
): Promise<boolean> {
  const now = new Date(clock.now());
  const { state, code = null, reason = null } = to;
  const hasEnded = state === 'failed' || state === 'cancelled';
  const { numUpdatedRows } = await database.queries
    .updateTable('runs')
    .set((at) => ({
      state,
      reason,
      reason_code: code,
      finished_at: hasEnded ? now : null,
      ...(state === 'running' && { started_at: at.fn.coalesce('started_at', at.val(now)) }),
    }))
    .where('id', '=', run.id)
    .where('state', 'in', ['queued', 'running', 'interrupted'])
    .where((at) => at.or([at('state', '!=', state), at('reason', 'is distinct from', reason)]))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  if (hasEnded) {
    await database.queries
      .updateTable('run_stages')
      .set({
        state: state === 'cancelled' ? 'cancelled' : 'failed',
        reason: reason ?? 'The run was ended.',
        finished_at: now,
      })
      .where('run_id', '=', run.id)
      .where('state', '=', 'running')
      .execute();
  }
  const level = LEVELS[state];
  if (level !== undefined && reason !== null) await logRun({ database, clock }, run.id, { level, message: reason });
  await announce(events, { type: 'run-state', episode: run.episode, run: run.id, state, reason });
  return true;
}

export interface RunJournal {
  /** Takes note; what is written, is written in order. */
  note(event: RunEvent): void;
  /** Until everything noted is written. @throws the first failure to write. */
  flush(): Promise<void>;
}

/** @param report called with what a job's progress says. */
export function createRunJournal(
  stores: JournalStores,
  run: JournaledRun,
  report: (progress: Record<string, unknown>) => void,
): RunJournal {
  const { database, events, clock } = stores;
  const estimate = createProgressEstimate();
  const startedAt = clock.elapsed();
  let toldAt = Number.NEGATIVE_INFINITY;
  let storedAt = Number.NEGATIVE_INFINITY;
  let failure: unknown = null;
  let written: Promise<void> = Promise.resolve();
  const log = (line: LogLine): Promise<void> => logRun(stores, run.id, line);
  const write = (work: () => Promise<unknown>): void => {
    written = written.then(async () => {
      if (failure === null) await work();
    });
    written = written.catch((error: unknown) => {
      failure ??= error;
    });
  };

  const progress = (event: RunEvent & { event: 'progress' }): void => {
    const elapsed = clock.elapsed();
    if (elapsed - toldAt < NEWS_EVERY_MS && event.done < event.total) return;
    toldAt = elapsed;
    const { share, secondsLeft } = estimate.at((elapsed - startedAt) / 1000);
    const { stage, done, total } = event;
    const news = { stage, done, total, share, etaSeconds: secondsLeft };
    report(news);
    write(() => announce(events, { type: 'run-progress', episode: run.episode, run: run.id, ...news }));
    if (elapsed - storedAt < STORED_EVERY_MS) return;
    storedAt = elapsed;
    write(() => storeProgress(database, run.id, { stage, share, etaSeconds: secondsLeft }));
  };

  return {
    note(event) {
      estimate.note(event);
      const now = new Date(clock.now());
      if (event.event === 'progress') progress(event);
      if (event.event === 'warning') {
        const { code, message, remedy } = event;
        write(async () => {
          await log({ level: 'warn', message: `${message} ${remedy}` });
          await announce(events, { type: 'run-warning', episode: run.episode, run: run.id, code, message, remedy });
        });
      }
      if (event.event === 'stage-started') {
        const { stage } = event;
        write(async () => {
          const isNew = await beginStage(database, { run: run.id, name: stage, now });
          if (isNew) await log({ level: 'info', message: `${stage} begins.` });
        });
      }
      if (event.event === 'stage-finished') {
        write(async () => {
          const isNew = await endStage(database, { run: run.id, event, now });
          if (isNew) await log({ level: 'info', message: howItEnded(event) });
        });
      }
    },
    async flush() {
      await written;
      if (failure !== null) throw failure;
    },
  };
}

async function storeProgress(
  { queries }: Database,
  run: string,
  progress: { readonly stage: StageName; readonly share: number; readonly etaSeconds: number | null },
): Promise<void> {
  await queries
    .updateTable('runs')
    .set({ progress: toJson<unknown>(progress) })
    .where('id', '=', run)
    .where('state', '=', 'running')
    .execute();
}

/** A stage that an earlier job of the run has done stays done: this one only reads its result. False: it was done. */
async function beginStage(
  { queries }: Database,
  { run, name, now }: { run: string; name: StageName; now: Date },
): Promise<boolean> {
  const position = STAGE_NAMES.indexOf(name) + 1;
  const { numInsertedOrUpdatedRows } = await queries
    .insertInto('run_stages')
    .values({
      run_id: run,
      name,
      position,
      state: 'running',
      reason: null,
      attempts: 1,
      started_at: now,
      finished_at: null,
      wall_seconds: null,
      cpu_seconds: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['run_id', 'name'])
        .doUpdateSet((at) => ({
          state: 'running',
          reason: null,
          started_at: now,
          attempts: at('run_stages.attempts', '+', 1),
        }))
        .where('run_stages.state', '!=', 'done'),
    )
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

function howItEnded({ stage, reused, wallSeconds }: RunEvent & { event: 'stage-finished' }): string {
  return reused
    ? `${stage}: the result of earlier work is used.`
    : `${stage} is done after ${wallSeconds.toFixed(1)} s.`;
}

/** False: it was done before. */

async function endStage(
  { queries }: Database,
  { run, event, now }: { run: string; event: RunEvent & { event: 'stage-finished' }; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await queries
    .updateTable('run_stages')
    .set({
      state: 'done',
      reused: event.reused,
      finished_at: now,
      wall_seconds: event.wallSeconds,
      cpu_seconds: event.cpuSeconds,
    })
    .where('run_id', '=', run)
    .where('name', '=', event.stage)
    .where('state', '!=', 'done')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
