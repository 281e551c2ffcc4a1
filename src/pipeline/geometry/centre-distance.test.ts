import { expect, it } from 'vitest';
import { centreDistance } from './centre-distance.ts';

it('measures from centre to centre: (2, 3) to (5, 7) is 5', () => {
  const a = { left: 0, top: 0, width: 4, height: 6 };
  const b = { left: 4, top: 6, width: 2, height: 2 };
  expect(centreDistance(a, b)).toBe(5);
  expect(centreDistance(b, a)).toBe(5);
});
