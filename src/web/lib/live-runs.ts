/** What the stream of events tells of runs that are going on: kept by run, newest word counts. A pure reducer. */
import type { DomainEvent } from '../../server/contract/events.ts';
import type { RunState } from '../../server/contract/run-states.ts';

export interface LiveWarning {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

export interface LiveRun {
  readonly episode: string;
  /** Null until a change of state was told. */
  readonly state: RunState | null;
  /** Why it waits, failed or stopped. */
  readonly reason: string | null;
  readonly progress: {
    readonly stage: string;
    /** In the stage's own unit. */
    readonly done: number;
    readonly total: number;
    /** Of the whole run, 0 to 1. */
    readonly share: number;
    readonly etaSeconds: number | null;
    /** Of this stage, in its unit per second, over the last few reports; null before there are two. */
    readonly perSecond: number | null;
  } | null;
  readonly warnings: readonly LiveWarning[];
}

export type LiveRuns = ReadonlyMap<string, LiveRun & { readonly reports: readonly Report[] }>;

interface Report {
  readonly stage: string;
  readonly done: number;
  readonly atMs: number;
}

/** Speed is measured over so many reports. */
const REPORTS = 8;

export function withEvent(runs: LiveRuns, event: DomainEvent, atMs: number): LiveRuns {
  if (event.type === 'episode-changed' || event.type === 'cast-changed' || event.type === 'review-changed') return runs;
  const before = runs.get(event.run) ?? {
    episode: event.episode,
    state: null,
    reason: null,
    progress: null,
    warnings: [],
    reports: [],
  };
  return new Map(runs).set(event.run, told(before, event, atMs));
}

type Kept = LiveRun & { readonly reports: readonly Report[] };

function told(
  run: Kept,
  event: Exclude<DomainEvent, { type: 'episode-changed' | 'cast-changed' | 'review-changed' }>,
  atMs: number,
): Kept {
  if (event.type === 'run-warning') {
    const { code, message, remedy } = event;
    if (run.warnings.some((each) => each.code === code && each.message === message)) return run;
    return { ...run, warnings: [...run.warnings, { code, message, remedy }] };
  }
  if (event.type === 'run-state') {
    const { state, reason } = event;
    // A run that begins again begins from nothing; one that has ended has no progress any more.
    return state === 'running' && run.state !== 'running'
      ? { ...run, state, reason, progress: null, reports: [], warnings: [] }
      : { ...run, state, reason, ...(state !== 'running' && { progress: null, reports: [] }) };
  }
  const { stage, done, total, share, etaSeconds } = event;
  const reports = [...run.reports.filter((each) => each.stage === stage), { stage, done, atMs }].slice(-REPORTS);
  return { ...run, progress: { stage, done, total, share, etaSeconds, perSecond: speedOf(reports) }, reports };
}

function speedOf(reports: readonly Report[]): number | null {
  const [first, last] = [reports[0]!, reports.at(-1)!];
  const elapsed = (last.atMs - first.atMs) / 1000;
  return elapsed > 0 && last.done >= first.done ? (last.done - first.done) / elapsed : null;
}
