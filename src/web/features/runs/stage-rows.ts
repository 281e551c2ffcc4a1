/** How far each stage of a run is: what is written down about it, and what was just told. */
import type { Run } from '../../../server/contract/runs.ts';
import type { LiveRun } from '../../lib/live-runs.ts';
import { STAGES, type StageWords } from './run-words.ts';

type Recorded = Run['stages'][number];

export interface StageRow extends StageWords {
  readonly state: Recorded['state'];
  /** Of the stage, 0 to 1; null while nobody can say. */
  readonly share: number | null;
  /** In the stage's unit. */
  readonly progress: { readonly done: number; readonly total: number; readonly perSecond: number | null } | null;
  readonly record: Recorded | null;
}

type Told = Pick<LiveRun, 'progress'> | undefined;

export function stageRows(recorded: readonly Recorded[], live: Told): StageRow[] {
  const progress = live?.progress ?? null;
  const isDone = (name: string): boolean => recorded.some((each) => each.name === name && each.state === 'done');
  // A later job of the run passes through what is done already, and tells that too.
  const current = progress !== null && !isDone(progress.stage) ? progress : null;
  const place = current === null ? -1 : STAGES.findIndex(({ name }) => name === current.stage);
  return STAGES.map((words, index) => {
    const record = recorded.find(({ name }) => name === words.name) ?? null;
    const isCurrent = current?.stage === words.name;
    // What was told is ahead of what has been read.
    const isPassed = index < place;
    const state = isCurrent ? 'running' : isPassed ? 'done' : (record?.state ?? 'pending');
    return {
      ...words,
      state,
      share: state === 'done' ? 1 : isCurrent ? shareOf(current) : state === 'pending' ? 0 : null,
      progress: isCurrent && current.total > 0 ? current : null,
      record,
    };
  });
}

const shareOf = ({ done, total }: { done: number; total: number }): number | null =>
  total > 0 ? Math.min(1, done / total) : null;
