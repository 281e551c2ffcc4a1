import { describe, expect, it } from 'vitest';
import type { DomainEvent } from '../../server/contract/events.ts';
import { type LiveRuns, withEvent } from './live-runs.ts';

const RUN = '4b0f8a3e-0000-4000-8000-000000000001';
const about = { episode: 'a-s01e01', run: RUN };
const progress = (done: number, stage = 'detect'): DomainEvent => ({
  type: 'run-progress',
  ...about,
  stage,
  done,
  total: 100,
  share: 0.5,
  etaSeconds: 7,
});
const state = (name: 'running' | 'done' | 'failed', reason: string | null = null): DomainEvent => ({
  type: 'run-state',
  ...about,
  state: name,
  reason,
});
const knownAfter = (...events: readonly DomainEvent[]) =>
  events.reduce<LiveRuns>((runs, event, second) => withEvent(runs, event, second * 1000), new Map()).get(RUN);

describe('what is known of a run', () => {
  it('is its newest progress, with the speed of this stage', () => {
    const told = knownAfter(progress(0), progress(30), progress(40))?.progress;
    expect(told).toMatchObject({ stage: 'detect', done: 40, share: 0.5, etaSeconds: 7, perSecond: 20 });
  });

  it('measures each stage by itself', () => {
    expect(knownAfter(progress(90), progress(1, 'embed'))?.progress?.perSecond).toBeNull();
    expect(knownAfter(progress(90), progress(1, 'embed'), progress(4, 'embed'))?.progress?.perSecond).toBe(3);
  });

  it('has no progress once it has ended, but its reason', () => {
    const told = knownAfter(state('running'), progress(10), state('failed', 'The video ends early.'));
    expect(told).toMatchObject({ state: 'failed', reason: 'The video ends early.', progress: null });
  });

  it('forgets warnings when it begins again, and repeats none', () => {
    const warning: DomainEvent = { type: 'run-warning', ...about, code: 'x', message: 'm', remedy: 'r' };
    expect(knownAfter(state('running'), warning, warning)?.warnings).toHaveLength(1);
    expect(knownAfter(warning, state('failed'), state('running'))?.warnings).toHaveLength(0);
  });

  it('is not touched by news of the episode', () => {
    const before: LiveRuns = new Map();
    expect(withEvent(before, { type: 'episode-changed', episode: 'a-s01e01' }, 0)).toBe(before);
  });
});
