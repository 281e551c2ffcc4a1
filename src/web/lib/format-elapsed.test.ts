import { expect, it } from 'vitest';
import { formatElapsed } from './format-elapsed.ts';

it.each([
  [0.059, '0.06 s'],
  [0.999, '1.0 s'],
  [14.96, '15.0 s'],
  [59.96, '1:00'],
  [3725.2, '1:02:05'],
])('%d s is %s', (seconds, text) => expect(formatElapsed(seconds)).toBe(text));
