import { describe, expect, it } from 'vitest';
import { createProgressEstimate } from '../jobs/analyze/progress-estimate.ts';
import { barLine } from './run-view.ts';

describe('progress estimate', () => {
  it('adds the stages up by their usual share and tells the time left from the time spent', () => {
    const estimate = createProgressEstimate();
    expect(estimate.at(1)).toMatchObject({ share: 0, secondsLeft: null });
    for (const stage of ['probe', 'scan'] as const) {
      estimate.note({ event: 'stage-finished', stage, reused: false, wallSeconds: 0, cpuSeconds: 0 });
    }
    estimate.note({ event: 'stage-started', stage: 'detect' });
    estimate.note({ event: 'progress', stage: 'detect', done: 31, total: 60 });
    // 1 + 18 + 60 · 31/60 = 50 of 100 parts.
    expect(estimate.at(20)).toMatchObject({ stage: 'detect', share: 0.5, secondsLeft: 20 });
  });

  it('counts what an earlier run has done as done, but not for the speed', () => {
    const estimate = createProgressEstimate();
    for (const stage of ['probe', 'scan', 'detect'] as const) {
      estimate.note({ event: 'stage-finished', stage, reused: true, wallSeconds: 0, cpuSeconds: 0 });
    }
    estimate.note({ event: 'progress', stage: 'embed', done: 1, total: 2 });
    // 79 parts were there; of the 21 others 9.5 took 19 s (track, half a part, has not been told).
    const { share, secondsLeft } = estimate.at(18);
    expect(share).toBeCloseTo(0.88, 6);
    expect(secondsLeft).toBeCloseTo((18 * 12) / 9, 6);
  });
});

it('draws one line that fits a terminal', () => {
  const estimate = { stage: 'detect', stageShare: 0.2, share: 0.5, secondsLeft: 3671 } as const;
  const line = barLine(estimate, { seconds: 10, videoSeconds: 120 });
  expect(line).toBe('finding faces     ████████████░░░░░░░░░░░░   50%  6.0× real time  1:01:11 left');
  expect(line.length).toBeLessThanOrEqual(79);
});
