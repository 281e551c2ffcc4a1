import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOST_WANTED_IN_ONE_RUN, planDecodeRuns } from './plan-decode-runs.ts';

const video = { container: 'mpegts', timeBase: { numerator: 1, denominator: 1000 }, startPts: 5000 };

it('decodes from the start what lies near the start, and jumps ten seconds ahead of what does not', () => {
  expect(planDecodeRuns([24_999], video)).toEqual([{ wanted: [24_999], seekSeconds: null }]);
  expect(planDecodeRuns([26_000], video)).toEqual([{ wanted: [26_000], seekSeconds: 16 }]);
});

it('jumps two seconds ahead where the container knows its key frames', () => {
  const indexed = { ...video, container: 'mov,mp4,m4a,3gp,3g2,mj2' };
  expect(planDecodeRuns([8999], indexed)).toEqual([{ wanted: [8999], seekSeconds: null }]);
  expect(planDecodeRuns([26_000], indexed)).toEqual([{ wanted: [26_000], seekSeconds: 24 }]);
});

it('starts a new run after a long gap and after the most that one run takes', () => {
  expect(planDecodeRuns([6000, 36_000, 66_500], video)).toEqual([
    { wanted: [6000, 36_000], seekSeconds: null },
    { wanted: [66_500], seekSeconds: 56.5 },
  ]);
  const many = Array.from({ length: MOST_WANTED_IN_ONE_RUN + 1 }, (_, n) => n);
  expect(planDecodeRuns(many, video).map((plan) => plan.wanted?.length)).toEqual([MOST_WANTED_IN_ONE_RUN, 1]);
});

it('neither loses nor reorders a frame', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(10_000_000)), (list) => {
      const wanted = list.sort((a, b) => a - b);
      expect(planDecodeRuns(wanted, video).flatMap((plan) => plan.wanted ?? [])).toEqual(wanted);
    }),
  );
});
