import { describe, expect, it } from 'vitest';
import type { Run } from '../../../server/contract/runs.ts';
import { stageRows } from './stage-rows.ts';

const recorded = (name: string, state: Run['stages'][number]['state']): Run['stages'][number] => ({
  name,
  state,
  reason: null,
  attempts: 1,
  reused: false,
  startedAt: null,
  finishedAt: null,
  wallSeconds: null,
  cpuSeconds: null,
});
const told = (stage: string, done: number, total: number) => ({
  progress: { stage, done, total, share: 0.5, etaSeconds: null, perSecond: 3 },
});
const states = (...args: Parameters<typeof stageRows>) => stageRows(...args).map(({ state }) => state);

describe('stageRows', () => {
  it('lists all stages, also those that nobody has come to', () => {
    expect(states([], undefined)).toEqual(Array.from({ length: 8 }, () => 'pending'));
  });

  it('shows how far the stage is that runs', () => {
    const row = stageRows([recorded('probe', 'done'), recorded('scan', 'running')], told('scan', 30, 120))[1];
    expect(row).toMatchObject({ state: 'running', share: 0.25, progress: { done: 30, perSecond: 3 } });
  });

  it('takes what lies before the stage that was told of as done, though it was read as running', () => {
    expect(states([recorded('probe', 'done'), recorded('scan', 'running')], told('detect', 1, 9)).slice(0, 4)).toEqual([
      'done',
      'done',
      'running',
      'pending',
    ]);
  });

  it('does not go back when a later job passes through what is done', () => {
    const done = ['probe', 'scan', 'detect'].map((name) => recorded(name, 'done'));
    expect(states(done, told('probe', 1, 9)).slice(0, 4)).toEqual(['done', 'done', 'done', 'pending']);
  });

  it('has no share while the amount of work is unknown', () => {
    expect(stageRows([], told('probe', 0, 0))[0]).toMatchObject({ state: 'running', share: null, progress: null });
  });

  it('says where a run has failed', () => {
    expect(states([recorded('probe', 'done'), recorded('scan', 'failed')], undefined).slice(0, 3)).toEqual([
      'done',
      'failed',
      'pending',
    ]);
  });
});
