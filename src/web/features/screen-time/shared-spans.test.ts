import { expect, it } from 'vitest';
import { longestStart, type Receipt, sharedSpans } from './shared-spans.ts';

const span = (startSeconds: number, endSeconds: number, shot: number, track: number): Receipt => ({
  startSeconds,
  endSeconds,
  shot,
  tracks: [track],
});

it('finds when two are on screen together', () => {
  const ann = [span(0, 5, 1, 1), span(10, 14, 2, 3)];
  const bob = [span(3, 8, 1, 2), span(14, 16, 3, 4)];
  expect(sharedSpans(ann, bob)).toEqual([{ startSeconds: 3, endSeconds: 5, shot: 1, tracks: [1, 2] }]);
});

it('finds the longest time without a break, also over a cut', () => {
  expect(longestStart([span(0, 5, 1, 1), span(9, 12, 2, 2), span(12, 15, 3, 3)])).toBe(9);
  expect(longestStart([])).toBeNull();
});
