import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitPicture } from './fit-picture.ts';

const box = { maxWidth: 640, maxHeight: 640 };

it.each([
  [1920, 1080, { width: 640, height: 360 }],
  [1080, 1920, { width: 360, height: 640 }],
  [320, 240, { width: 320, height: 240 }],
  [707, 480, { width: 640, height: 434 }],
  [321, 241, { width: 320, height: 240 }],
  [16000, 16, { width: 640, height: 2 }],
])('fits %i×%i', (displayWidth, displayHeight, expected) => {
  expect(fitPicture({ displayWidth, displayHeight }, box)).toEqual(expected);
});

it('never enlarges, stays inside the limits, is even and keeps the shape', () => {
  const side = fc.integer({ min: 2, max: 8000 });
  fc.assert(
    fc.property(side, side, side, side, (displayWidth, displayHeight, maxWidth, maxHeight) => {
      const { width, height } = fitPicture({ displayWidth, displayHeight }, { maxWidth, maxHeight });
      expect((width % 2) + (height % 2)).toBe(0);
      expect(width).toBeLessThanOrEqual(Math.min(displayWidth, maxWidth));
      expect(height).toBeLessThanOrEqual(Math.min(displayHeight, maxHeight));
      const factor = Math.min(1, maxWidth / displayWidth, maxHeight / displayHeight);
      expect(Math.abs(width - Math.max(2, displayWidth * factor))).toBeLessThan(2);
      expect(Math.abs(height - Math.max(2, displayHeight * factor))).toBeLessThan(2);
    }),
  );
});
