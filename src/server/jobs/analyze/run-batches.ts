/** Does the segments of a stage that no earlier run has done, several batches at a time. */
import type { ReportProgress } from '../../../pipeline/stage-events.ts';
import { type Batchable, batchSegments } from './batch-segments.ts';

export interface SegmentWork<Segment extends Batchable, Result> {
  /** In time order. */
  readonly segments: readonly Segment[];
  /** A segment's result from disk; null when it is not there. */
  readonly read: (segment: Segment) => Promise<Result | null>;
  /** Does some segments, so that `read` finds them. */
  readonly run: (batch: readonly Segment[], onProgress: (done: number) => void) => Promise<unknown>;
  readonly workers: number;
}

/**
 * The results in the order of the segments. When a batch fails, no further one is begun, and those in progress are awaited
 * before the error is thrown.
 */
export async function runBatches<Segment extends Batchable, Result>(
  { segments, read, run, workers }: SegmentWork<Segment, Result>,
  report: ReportProgress,
): Promise<{ readonly results: readonly Result[]; readonly reused: boolean }> {
  const known: (Result | null)[] = [];
  for (const segment of segments) known.push(await read(segment));
  const pending = segments.filter((_, index) => known[index] === null);
  const amountOf = (some: readonly Segment[]): number => some.reduce((sum, { amount }) => sum + amount, 0);
  const total = amountOf(segments);
  const before = total - amountOf(pending);
  const batches = batchSegments(pending, workers);
  const done = batches.map(() => 0);
  await inParallel(batches, workers, (batch, index) =>
    run(batch, (value) => {
      done[index] = value;
      report(before + done.reduce((sum, each) => sum + each, 0), total);
    }),
  );
  const results: Result[] = [];
  for (const [index, segment] of segments.entries()) {
    const result = known[index] ?? (await read(segment));
    if (result === null) throw new Error(`The result of the segment at ${segment.start} s cannot be read back.`);
    results.push(result);
  }
  return { results, reused: segments.length > 0 && pending.length === 0 };
}

async function inParallel<Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item, index: number) => Promise<unknown>,
): Promise<void> {
  const queue = items.entries();
  let failed = false;
  const takeTurns = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (failed) return;
      await work(item, index).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  const settled = await Promise.allSettled(Array.from({ length: width }, takeTurns));
  for (const each of settled) if (each.status === 'rejected') throw each.reason;
}
