import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Batchable, batchSegments } from './batch-segments.ts';
import { runBatches } from './run-batches.ts';

const row = (amounts: readonly number[], seconds = 10): readonly Batchable[] =>
  amounts.map((amount, index) => ({ amount, cost: amount, start: index * seconds, end: (index + 1) * seconds }));

describe('batchSegments', () => {
  it('gives every worker about the same amount', () => {
    const batches = batchSegments(row([10, 10, 10, 30]), 2);
    expect(batches.map((batch) => batch.map(({ amount }) => amount))).toEqual([[10, 10, 10], [30]]);
  });

  it('goes by what segments cost, not by what there is to do', () => {
    const segments = row([10, 10, 10]).map((segment, index) => ({ ...segment, cost: index === 0 ? 20 : 10 }));
    expect(batchSegments(segments, 2).map((batch) => batch.map(({ cost }) => cost))).toEqual([[20], [10, 10]]);
  });

  it('keeps batches of a long video short', () => {
    const batches = batchSegments(row(Array.from({ length: 90 }, () => 1)), 2);
    expect(batches).toHaveLength(10);
    for (const batch of batches) expect(batch).toHaveLength(9);
  });

  it('keeps every segment, in order', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 50 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 6 }), (list, workers) => {
        const segments = row(list);
        expect(batchSegments(segments, workers).flat()).toEqual(segments);
      }),
    );
  });
});

describe('runBatches', () => {
  const segments = row([1, 1, 1, 1, 1, 1]).map((segment, name) => ({ ...segment, name }));

  it('does only what is not there yet, and counts it as done in the progress', async () => {
    const disk = new Map([[2, 'old']]);
    const told: number[] = [];
    const { results, reused } = await runBatches(
      {
        segments,
        workers: 2,
        read: ({ name }) => Promise.resolve(disk.get(name) ?? null),
        run: (batch, { onProgress }) => {
          for (const { name } of batch) disk.set(name, 'new');
          onProgress(batch.length);
          return Promise.resolve();
        },
      },
      (done, total) => told.push(done / total),
    );
    expect(results).toEqual(['new', 'new', 'old', 'new', 'new', 'new']);
    expect(reused).toBe(false);
    expect(told.at(-1)).toBe(1);
    expect(told[0]).toBeGreaterThan(1 / 6);
  });

  it('shares what a slow child has left with one that has nothing to do', async () => {
    const long = segments.map((segment) => ({ ...segment, cost: 10_000 }));
    const disk = new Map<number, string>();
    const taken: number[][] = [];
    let resume = (): void => {};
    const paused = new Promise<void>((resolve) => {
      resume = resolve;
    });
    const told: number[] = [];
    const { results } = await runBatches(
      {
        segments: long,
        workers: 2,
        read: ({ name }) => Promise.resolve(disk.get(name) ?? null),
        async run(batch, { onProgress, wantedParts }) {
          const worker = taken.push([]);
          for (const [index, { name }] of batch.entries()) {
            if (index >= wantedParts.count) return;
            taken[worker - 1]?.push(name);
            disk.set(name, `by ${worker}`);
            // The first is slow: it is still at its first segment when the third child begins.
            if (worker === 1 && index === 0) await paused;
            if (worker === 3) resume();
            onProgress(index + 1);
          }
        },
      },
      (done) => told.push(done),
    );
    expect(taken).toEqual([[0, 1], [3, 4, 5], [2]]);
    expect(results).toEqual(['by 1', 'by 1', 'by 3', 'by 2', 'by 2', 'by 2']);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(6);
  });

  it('begins nothing more after a failure, and throws it when the rest has ended', async () => {
    const begun: number[] = [];
    const failing = runBatches(
      {
        segments: segments.map((segment) => ({ ...segment, start: 0, end: 90 })),
        workers: 1,
        read: () => Promise.resolve(null),
        run: ([first]) => {
          begun.push(first?.name ?? -1);
          return Promise.reject(new Error(`no ${first?.name}`));
        },
      },
      () => {},
    );
    await expect(failing).rejects.toThrow('no 0');
    expect(begun).toEqual([0]);
  });
});
