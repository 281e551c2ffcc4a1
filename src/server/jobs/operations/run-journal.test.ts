/** What a run tells while it goes on: in its log, and to lists of episodes. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../adapters/clock/manual-clock.ts';
import type { EventLog } from '../../../adapters/events/port.ts';
import { readEpisode } from '../../features/episodes/episode-rows.ts';
import { readRunLog } from '../../features/runs/read-run-log.ts';
import { type OpenStores, openStores } from '../../results/open-stores.test-support.ts';
import { addRunningRun, type SampleRun } from '../../results/sample-run.test-support.ts';
import { createRunJournal, setRunState } from './run-journal.ts';

const events = { append: () => Promise.resolve('1-0') } as unknown as EventLog;

describe('the journal of a run', () => {
  const clock = createManualClock(Date.parse('2026-03-01T09:00:00Z'));
  let directory: string;
  let stores: OpenStores;
  let run: SampleRun;
  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'journal-'));
    stores = await openStores(directory);
    run = await addRunningRun(stores.database.queries, { show: 'rhobh' });
  });
  afterAll(async () => {
    await stores?.close();
    await rm(directory, { recursive: true, force: true });
  });
  const open = () => {
    const journaled = { id: run.runId, episode: run.episodeId };
    return createRunJournal({ database: stores.database, events, clock }, journaled, () => {});
  };
  const messages = async (after?: number) =>
    (await readRunLog(stores.database.queries, { id: run.runId, after })).map(({ level, message }) => [level, message]);

  it('has a line for what people want to know, each once', async () => {
    const journal = open();
    journal.note({ event: 'stage-started', stage: 'scan' });
    journal.note({ event: 'warning', code: 'x', message: 'It is dark.', remedy: 'Make light.' });
    journal.note({ event: 'stage-finished', stage: 'scan', reused: false, wallSeconds: 12.34, cpuSeconds: 20 });
    await journal.flush();
    // The next job of the run goes through what the first has done.
    const next = open();
    next.note({ event: 'stage-started', stage: 'scan' });
    next.note({ event: 'stage-finished', stage: 'scan', reused: true, wallSeconds: 0, cpuSeconds: 0 });
    next.note({ event: 'stage-started', stage: 'detect' });
    await next.flush();
    expect(await messages()).toEqual([
      ['info', 'scan begins.'],
      ['warn', 'It is dark. Make light.'],
      ['info', 'scan is done after 12.3 s.'],
      ['info', 'detect begins.'],
    ]);
    const [first, second] = await readRunLog(stores.database.queries, { id: run.runId });
    expect(first?.at).toBe('2026-03-01T09:00:00.000Z');
    expect(await messages(second?.sequence)).toHaveLength(2);
  });

  it('says how far the run is, as long as it runs, and how it ended', async () => {
    const journal = open();
    journal.note({ event: 'stage-started', stage: 'detect' });
    journal.note({ event: 'progress', stage: 'detect', done: 1, total: 2 });
    await journal.flush();
    const { queries } = stores.database;
    const { latestRun } = await readEpisode(queries, run.episodeId);
    expect(latestRun?.progress).toMatchObject({ stage: 'detect', share: expect.closeTo(0.3, 1) });
    const journaled = { id: run.runId, episode: run.episodeId };
    const failed = { state: 'failed', code: 'x', reason: 'The disk is full.' } as const;
    await setRunState({ database: stores.database, events, clock }, journaled, failed);
    expect((await readEpisode(queries, run.episodeId)).latestRun?.progress).toBeNull();
    expect((await messages()).at(-1)).toEqual(['error', 'The disk is full.']);
    await queries.deleteFrom('runs').where('id', '=', run.runId).execute();
    expect(await queries.selectFrom('run_log').selectAll().execute()).toEqual([]);
  });
});
