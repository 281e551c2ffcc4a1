import { describe, expect, it } from 'vitest';
import { runStage, type StageEvent } from './stage-events.ts';

async function collect<Value>(
  events: AsyncGenerator<StageEvent, Value>,
): Promise<{ seen: StageEvent[]; value: Value }> {
  const seen: StageEvent[] = [];
  for (;;) {
    const next = await events.next();
    if (next.done) return { seen, value: next.value };
    seen.push(next.value);
  }
}

describe('runStage', () => {
  it('starts, tells its progress, ends, and returns what the stage gives', async () => {
    const stage = runStage('scan', async (report) => {
      for (const done of [1, 2]) {
        report(done, 2);
        await new Promise((resolve) => setImmediate(resolve));
      }
      return { value: 'shots', reused: true };
    });
    const { seen, value } = await collect(stage);
    expect(value).toBe('shots');
    expect(seen).toEqual([
      { type: 'stage-started', stage: 'scan' },
      { type: 'progress', stage: 'scan', done: 1, total: 2 },
      { type: 'progress', stage: 'scan', done: 2, total: 2 },
      { type: 'stage-finished', stage: 'scan', reused: true },
    ]);
  });

  it('keeps only the newest progress while nobody asks', async () => {
    const stage = runStage('scan', (report) => {
      for (let done = 0; done < 1000; done++) report(done, 1000);
      return { value: null, reused: false };
    });
    const { seen } = await collect(stage);
    expect(seen.filter(({ type }) => type === 'progress')).toEqual([
      { type: 'progress', stage: 'scan', done: 999, total: 1000 },
    ]);
  });

  it('throws what the stage throws, without an end', async () => {
    const seen: StageEvent[] = [];
    const run = async () => {
      const failing = runStage('scan', () => Promise.reject(new Error('no film')));
      for await (const event of failing) seen.push(event);
    };
    await expect(run()).rejects.toThrow('no film');
    expect(seen).toEqual([{ type: 'stage-started', stage: 'scan' }]);
  });
});
