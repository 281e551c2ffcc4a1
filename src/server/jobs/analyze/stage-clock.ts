/** Wall-clock and CPU seconds per stage. */
import type { StageEvent, StageName } from '../../../pipeline/stage-events.ts';
import type { StageTiming } from '../../features/runs/artifacts/run-json.ts';

export interface StageClock {
  /** Takes every event of a run in order; returns the timing of the stage that it ends, else null. */
  note(event: StageEvent): StageTiming | null;
  readonly stages: readonly StageTiming[];
}

/** @param cpuSeconds of all processes of the run so far. */
export function createStageClock(cpuSeconds: () => number): StageClock {
  const stages: StageTiming[] = [];
  const started = new Map<StageName, { wall: number; cpu: number }>();
  const milli = (value: number): number => Math.round(value * 1000) / 1000;
  return {
    stages,
    note(event) {
      const now = { wall: performance.now() / 1000, cpu: cpuSeconds() };
      if (event.type === 'stage-started') started.set(event.stage, now);
      if (event.type !== 'stage-finished') return null;
      const begun = started.get(event.stage) ?? now;
      const timing = {
        name: event.stage,
        wallSeconds: milli(now.wall - begun.wall),
        cpuSeconds: milli(Math.max(0, now.cpu - begun.cpu)),
        reused: event.reused,
      };
      stages.push(timing);
      return timing;
    },
  };
}
