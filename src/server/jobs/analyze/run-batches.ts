/** Does the segments of a stage that no earlier run has done, several batches at a time. */
import type { ReportProgress } from '../../../pipeline/stage-events.ts';
import { createWantedParts, type WantedParts } from '../stage-host/wanted-parts.ts';
import { type Batchable, batchSegments } from './batch-segments.ts';
import { keptSegments } from './hand-over.ts';

export interface SegmentWork<Segment extends Batchable, Result> {
  /** In time order. */
  readonly segments: readonly Segment[];
  /** A segment's result from disk; null when it is not there. */
  readonly read: (segment: Segment) => Promise<Result | null>;
  /** Does some segments, so that `read` finds them; those at the end only while they are wanted. */
  readonly run: (batch: readonly Segment[], options: BatchOptions) => Promise<unknown>;
  readonly workers: number;
}

export interface BatchOptions {
  readonly onProgress: (done: number) => void;
  /** Parts are segments. */
  readonly wantedParts: WantedParts;
}

/**
 * The results in the order of the segments. Who has nothing left to do takes over segments from others. When a batch fails,
 * no further one is begun, and those in progress are awaited before the error is thrown.
 */
export async function runBatches<Segment extends Batchable, Result>(
  { segments, read, run, workers }: SegmentWork<Segment, Result>,
  report: ReportProgress,
): Promise<{ readonly results: readonly Result[]; readonly reused: boolean }> {
  const known: (Result | null)[] = [];
  for (const segment of segments) known.push(await read(segment));
  const pending = segments.filter((_, index) => known[index] === null);
  const total = amountOf(segments);
  const before = total - amountOf(pending);
  const begun: Batch<Segment>[] = [];
  await inTurns(batchSegments(pending, workers), workers, (batch) => {
    begun.push(batch);
    const onProgress = (done: number): void => {
      // What is taken over counts where it is done.
      batch.done = Math.min(done, amountOf(wantedOf(batch)));
      report(before + begun.reduce((sum, each) => sum + each.done, 0), total);
    };
    return run(batch.segments, { onProgress, wantedParts: batch.wanted });
  });
  const results: Result[] = [];
  for (const [index, segment] of segments.entries()) {
    const result = known[index] ?? (await read(segment));
    if (result === null) throw new Error(`The result of the segment at ${segment.start} s cannot be read back.`);
    results.push(result);
  }
  return { results, reused: segments.length > 0 && pending.length === 0 };
}

const amountOf = (some: readonly Batchable[]): number => some.reduce((sum, { amount }) => sum + amount, 0);

/** Segments that one child does in one go. */
interface Batch<Segment> {
  readonly segments: readonly Segment[];
  readonly wanted: WantedParts;
  done: number;
}

const wantedOf = <Segment>({ segments, wanted }: Batch<Segment>): readonly Segment[] => segments.slice(0, wanted.count);

const createBatch = <Segment>(segments: readonly Segment[]): Batch<Segment> => ({
  segments,
  wanted: createWantedParts(segments.length),
  done: 0,
});

async function inTurns<Segment extends Batchable>(
  batches: readonly (readonly Segment[])[],
  width: number,
  work: (batch: Batch<Segment>) => Promise<unknown>,
): Promise<void> {
  const queue = batches.map(createBatch);
  const running = new Set<Batch<Segment>>();
  let failed = false;
  const takeTurns = async (): Promise<void> => {
    const next = () => (failed ? undefined : (queue.shift() ?? takeOver(running)));
    for (let batch = next(); batch; batch = next()) {
      const own = batch;
      running.add(own);
      await work(own)
        .catch((error: unknown) => {
          failed = true;
          throw error;
        })
        .finally(() => running.delete(own));
    }
  };
  const settled = await Promise.allSettled(Array.from({ length: width }, takeTurns));
  for (const each of settled) if (each.status === 'rejected') throw each.reason;
}

/** Of what others are doing, the most that can be shared; undefined where nothing can. */
function takeOver<Segment extends Batchable>(running: ReadonlySet<Batch<Segment>>): Batch<Segment> | undefined {
  let most: { batch: Batch<Segment>; kept: number; segments: readonly Segment[] } | undefined;
  for (const batch of running) {
    const wanted = wantedOf(batch);
    const kept = keptSegments(wanted, batch.done);
    if (kept === null) continue;
    const segments = wanted.slice(kept);
    if (costOf(segments) > costOf(most?.segments ?? [])) most = { batch, kept, segments };
  }
  most?.batch.wanted.reduceTo(most.kept);
  return most && createBatch(most.segments);
}

const costOf = (some: readonly Batchable[]): number => some.reduce((sum, { cost }) => sum + cost, 0);
