/** Does the pieces of a stage that no earlier run has done, several at a time. */
import type { ReportProgress } from '../../../pipeline/stage-events.ts';

export interface SegmentWork<Result> {
  /** How much there is to do, in any unit that adds up. */
  readonly amount: number;
  /** The result of an earlier run; null when there is none. */
  readonly known: Result | null;
  /** Does the work and reads the result back. */
  readonly run: (onProgress: (done: number) => void) => Promise<Result>;
}

/** The results in the order of the work. When one fails, the others are awaited before the error is thrown. */
export async function runSegments<Result>(
  work: readonly SegmentWork<Result>[],
  report: ReportProgress,
): Promise<{ readonly results: readonly Result[]; readonly reused: boolean }> {
  const total = work.reduce((sum, { amount }) => sum + amount, 0);
  const done = work.map(({ amount, known }) => (known === null ? 0 : amount));
  const tell = (index: number, value: number): void => {
    done[index] = value;
    report(
      done.reduce((sum, each) => sum + each, 0),
      total,
    );
  };
  const settled = await Promise.allSettled(
    work.map(async ({ amount, known, run }, index) => {
      if (known !== null) return known;
      const result = await run((value) => tell(index, value));
      tell(index, amount);
      return result;
    }),
  );
  const results = settled.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
  return { results, reused: work.length > 0 && work.every(({ known }) => known !== null) };
}
