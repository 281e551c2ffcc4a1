import { expect, it } from 'vitest';
import { parseTime } from './parse-time.ts';

it.each([
  ['12:34', 754],
  ['1:02:03', 3723],
  [' 0:05.5 ', 5.5],
  ['0:05,5', 5.5],
  ['90:00', 5400],
  ['754', 754],
  ['754.2 s', 754.2],
  ['12m 34s', 754],
  ['1 h 2 min', 3720],
  ['1:75', null],
  ['1:60:00', null],
  ['', null],
  ['Lisa', null],
  ['-5', null],
  ['12:', null],
])('%s is %s', (text, seconds) => expect(parseTime(text)).toBe(seconds));
