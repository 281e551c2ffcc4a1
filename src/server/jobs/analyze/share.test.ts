import fc from 'fast-check';
import { expect, it } from 'vitest';
import { segmentsOfShare } from './share.ts';

const segment = (amount: number, start: number) => ({ start, end: start + 1, amount, cost: amount });

it('shares are all segments, each once and in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 500 }), { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (amounts, of) => {
      const segments = amounts.map(segment);
      const shares = Array.from({ length: of }, (_, index) => segmentsOfShare(segments, { index, of }));
      expect(shares.flat()).toEqual(segments);
    }),
  );
});

it('shares are alike in amount', () => {
  const segments = Array.from({ length: 40 }, (_, start) => segment(10, start));
  expect([0, 1, 2, 3].map((index) => segmentsOfShare(segments, { index, of: 4 }).length)).toEqual([10, 10, 10, 10]);
});
