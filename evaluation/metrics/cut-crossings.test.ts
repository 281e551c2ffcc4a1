import { expect, it } from 'vitest';
import { tinyFrames } from '../synthetic/tiny-frames.ts';
import { countCutCrossings } from './cut-crossings.ts';
import { matchFrames } from './match-boxes.ts';
import { tracksPerTrueTrack } from './track-fragments.ts';

const frames = tinyFrames([
  {
    truth: [[1, 0]],
    predicted: [
      [7, 0],
      [8, 50],
    ],
  },
  {
    truth: [[1, 0]],
    predicted: [
      [7, 0],
      [8, 50],
    ],
  },
  { truth: [[2, 0]], predicted: [[7, 0]] },
  { truth: [[2, 0]], predicted: [[9, 0]] },
]);

it('counts the track with boxes on both sides of the cut at frame 3', () => {
  const shots = { starts: [1, 3], transitionFrames: new Set<number>() };
  expect(countCutCrossings(frames, shots)).toEqual({ crossing: 1, tracks: 3 });
});

it('lets a track reach into a dissolve', () => {
  const shots = { starts: [1, 3], transitionFrames: new Set([2, 3]) };
  expect(countCutCrossings(frames, shots)).toEqual({ crossing: 0, tracks: 3 });
});

it('counts the predicted tracks that a true track is broken into', () => {
  // True track 1 has only 7; true track 2 has 7 and 9.
  expect(tracksPerTrueTrack(matchFrames(frames, 0.4))).toBe(1.5);
  expect(tracksPerTrueTrack([])).toBe(0);
});
