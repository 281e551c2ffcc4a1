import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawPicture } from '../made-up-pictures.test-support.ts';
import { cutOut, halvedPart } from './halved-part.ts';
import { halvePicture } from './resample.ts';

describe('halvedPart', () => {
  it('shows what the whole picture, halved, shows there, and reaches a pixel beyond the region', () => {
    const whole = fc.record({ width: fc.integer({ min: 8, max: 60 }), height: fc.integer({ min: 8, max: 60 }) });
    const region = fc.record({
      left: fc.double({ min: -20, max: 70, noNaN: true }),
      top: fc.double({ min: -20, max: 70, noNaN: true }),
      width: fc.double({ min: 0, max: 50, noNaN: true }),
      height: fc.double({ min: 0, max: 50, noNaN: true }),
    });
    fc.assert(
      fc.property(whole, region, fc.integer({ min: 0, max: 3 }), (size, wanted, halvings) => {
        const picture = drawPicture(size.width, size.height, (x, y) => [(x * y) % 256, 5 * x, 3 * y]);
        let halved = picture;
        for (let i = 0; i < halvings; i++) halved = halvePicture(halved);
        const { part, left, top, width, height } = halvedPart(picture, wanted, halvings);
        expect([width, height]).toEqual([halved.width, halved.height]);
        expect(part).toEqual(cutOut(halved, { left, top, width: part.width, height: part.height }));
        const scale = 2 ** halvings;
        const [first, last] = [wanted.left / scale - 1, (wanted.left + wanted.width) / scale + 1];
        if (first >= 0 && first < width) expect(left).toBeLessThanOrEqual(first);
        if (last <= width && last > 0) expect(left + part.width).toBeGreaterThanOrEqual(last);
      }),
    );
  });
});
