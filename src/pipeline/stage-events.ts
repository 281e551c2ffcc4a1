/** A stage as a stream of events: it starts, tells how far it is, and ends. */

export const STAGE_NAMES = ['probe', 'scan', 'detect', 'track', 'embed', 'identify', 'measure', 'export'] as const;
export type StageName = (typeof STAGE_NAMES)[number];

export type StageEvent =
  | { readonly type: 'stage-started'; readonly stage: StageName }
  | {
      readonly type: 'progress';
      readonly stage: StageName;
      /** 0 ≤ done ≤ total, in units of the stage's own (bytes, frames, faces). */
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly type: 'stage-finished';
      readonly stage: StageName;
      /** An earlier run's result was used. */
      readonly reused: boolean;
    };

/** Called by a stage while it works; calls may come often and from anywhere inside of it. */
export type ReportProgress = (done: number, total: number) => void;

/** What a stage gives back. */
export interface StageOutcome<Value> {
  readonly value: Value;
  readonly reused: boolean;
}

/**
 * Runs one stage and yields its events; only the newest progress is kept while nobody asks for it. Returns what the stage
 * gives back and throws what it throws, then without `stage-finished`.
 */
export async function* runStage<Value>(
  stage: StageName,
  work: (report: ReportProgress) => Promise<StageOutcome<Value>> | StageOutcome<Value>,
): AsyncGenerator<StageEvent, Value> {
  yield { type: 'stage-started', stage };
  let newest: StageEvent | null = null;
  let wake = (): void => {};
  let settled = false;
  const report: ReportProgress = (done, total) => {
    newest = { type: 'progress', stage, done, total };
    wake();
  };
  const outcome = Promise.resolve()
    .then(() => work(report))
    .finally(() => {
      settled = true;
      wake();
    });
  outcome.catch(() => {}); // Awaited below; it may fail while the consumer is busy with an event.
  while (!settled) {
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (settled || newest !== null) resolve();
    });
    const event = takeNewest();
    if (event !== null) yield event;
  }
  const { value, reused } = await outcome;
  yield { type: 'stage-finished', stage, reused };
  return value;

  function takeNewest(): StageEvent | null {
    const event = newest;
    newest = null;
    return event;
  }
}
