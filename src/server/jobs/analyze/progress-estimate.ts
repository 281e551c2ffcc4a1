/** How far a whole run is, and how long it may still take, from the events of its stages. */
import { STAGE_NAMES, type StageName } from '../../../pipeline/stage-events.ts';
import type { RunEvent } from './run-events.ts';

/** Share of a usual run's time per stage. Only their proportions matter. */
const SHARES: Readonly<Record<StageName, number>> = {
  probe: 1,
  scan: 18,
  detect: 60,
  track: 0.5,
  embed: 18,
  identify: 1,
  measure: 0.5,
  export: 1,
};

export interface Estimate {
  readonly stage: StageName | null;
  /** Of the stage, 0–1. */
  readonly stageShare: number;
  /** Of the whole run, 0–1. */
  readonly share: number;
  /** Null while nothing can be said. */
  readonly secondsLeft: number | null;
}

export interface ProgressEstimate {
  note(event: RunEvent): void;
  /** @param elapsedSeconds since the run was started. */
  at(elapsedSeconds: number): Estimate;
}

/** Below this share an estimate would jump about. */
const LEAST_SHARE = 0.03;

export function createProgressEstimate(): ProgressEstimate {
  const done = new Map<StageName, number>();
  const reused = new Set<StageName>();
  let stage: StageName | null = null;
  return {
    note(event) {
      if (event.event === 'stage-started') stage = event.stage;
      if (event.event === 'progress') done.set(event.stage, event.total > 0 ? event.done / event.total : 0);
      if (event.event === 'stage-finished') {
        done.set(event.stage, 1);
        if (event.reused) reused.add(event.stage);
      }
    },
    at(elapsedSeconds) {
      // What an earlier run has done takes no time now: it counts as done, but not for the speed.
      const weigh = (names: readonly StageName[]): number => names.reduce((sum, name) => sum + SHARES[name], 0);
      const open = STAGE_NAMES.filter((name) => !reused.has(name));
      const whole = weigh(STAGE_NAMES);
      const worked = open.reduce((sum, name) => sum + SHARES[name] * (done.get(name) ?? 0), 0);
      const left = weigh(open) - worked;
      const known = worked / whole >= LEAST_SHARE;
      return {
        stage,
        stageShare: stage === null ? 0 : (done.get(stage) ?? 0),
        share: (whole - left) / whole,
        secondsLeft: known ? (elapsedSeconds * left) / worked : null,
      };
    },
  };
}
