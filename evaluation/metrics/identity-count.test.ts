import { expect, it } from 'vitest';
import { tinyFrames } from '../synthetic/tiny-frames.ts';
import { countIdentities } from './identity-count.ts';

const frames = tinyFrames(
  Array.from({ length: 30 }, (_, k) => ({
    truth:
      k < 29
        ? ([
            [1, 0],
            [2, 50],
          ] as const)
        : ([[1, 0]] as const),
    predicted: [
      [7, 0],
      [-1, 50],
      [k, 90],
    ] as const,
  })),
);

it('counts persons and identities of at least one second: exactly 30 frames of 1/30 s are enough, 29 are not', () => {
  const options = { secondsPerFrame: 1 / 30, minSeconds: 1 };
  // Identity 7 is also the k-th once, in a frame where it is there anyway.
  expect(countIdentities(frames, options)).toEqual({ predicted: 1, true: 1, ratio: 1 });
});

it('counts all of them at no least length, and nobody as nobody', () => {
  const options = { secondsPerFrame: 1 / 30, minSeconds: 0 };
  expect(countIdentities(frames, options)).toEqual({ predicted: 30, true: 2, ratio: 15 });
  expect(countIdentities([], options)).toEqual({ predicted: 0, true: 0, ratio: null });
});
