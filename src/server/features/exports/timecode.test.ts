import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatTimecode,
  framesPerDay,
  hasDropFrame,
  nominalRate,
  parseTimecode,
  saysDropFrame,
  type TimecodeFormat,
} from './timecode.ts';

const at = (numerator: number, denominator = 1, dropFrame = false): TimecodeFormat => ({
  rate: { numerator, denominator },
  dropFrame,
});
const FORMATS: readonly [string, TimecodeFormat][] = [
  ['23.976', at(24_000, 1001)],
  ['24', at(24)],
  ['25', at(25)],
  ['29.97 non-drop', at(30_000, 1001)],
  ['29.97 drop', at(30_000, 1001, true)],
  ['30', at(30)],
  ['50', at(50)],
  ['59.94 non-drop', at(60_000, 1001)],
  ['59.94 drop', at(60_000, 1001, true)],
  ['60', at(60)],
  ['119.88 drop', at(120_000, 1001, true)],
];

describe.each(FORMATS)('time code at %s', (_, format) => {
  it('leads back to its frame, all day long', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: framesPerDay(format) - 1 }), (frame) => {
        expect(parseTimecode(formatTimecode(frame, format), format)).toBe(frame);
      }),
      { numRuns: 2000 },
    );
  });

  it('goes up by one label with every frame, over every edge of a minute of the day', () => {
    const nominal = nominalRate(format.rate);
    const dropped = format.dropFrame ? nominal / 15 : 0;
    for (let minute = 0; minute < 24 * 60; minute++) {
      const label = `${two(minute / 60)}:${two(minute % 60)}:00`;
      const first = `${label}${format.dropFrame ? ';' : ':'}${minute % 10 === 0 ? '00' : two(dropped)}`;
      const padded = nominal > 100 ? first.replace(/(\d\d)$/, '0$1') : first;
      const frame = parseTimecode(padded, format);
      expect(formatTimecode(frame, format)).toBe(padded);
      const before = formatTimecode(frame - 1, format);
      expect(before.slice(-2)).toBe(String(nominal - 1).slice(-2));
      expect(before.slice(6, 8)).toBe('59');
    }
  });

  it('begins again after a day', () => {
    expect(formatTimecode(framesPerDay(format), format)).toBe(formatTimecode(0, format));
    expect(formatTimecode(-1, format).slice(0, 8)).toBe('23:59:59');
  });
});

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');

describe('drop-frame time code', () => {
  const drop30 = at(30_000, 1001, true);
  const drop60 = at(60_000, 1001, true);

  it('counts as the standard says', () => {
    // By hand: 30 · 60 = 1800 labels in the first minute; 1798 in those that leave out two; 17,982 in ten.
    expect(formatTimecode(1799, drop30)).toBe('00:00:59;29');
    expect(formatTimecode(1800, drop30)).toBe('00:01:00;02');
    expect(formatTimecode(1800 + 1797, drop30)).toBe('00:01:59;29');
    expect(formatTimecode(1800 + 1798, drop30)).toBe('00:02:00;02');
    expect(formatTimecode(17_981, drop30)).toBe('00:09:59;29');
    expect(formatTimecode(17_982, drop30)).toBe('00:10:00;00');
    expect(formatTimecode(17_982 + 1800, drop30)).toBe('00:11:00;02');
    expect(formatTimecode(107_892, drop30)).toBe('01:00:00;00');
    expect(framesPerDay(drop30)).toBe(2_589_408);
    expect(formatTimecode(3599, drop60)).toBe('00:00:59;59');
    expect(formatTimecode(3600, drop60)).toBe('00:01:00;04');
    expect(formatTimecode(35_964, drop60)).toBe('00:10:00;00');
    expect(formatTimecode(215_784, drop60)).toBe('01:00:00;00');
    expect(formatTimecode(107_892, at(30_000, 1001))).toBe('00:59:56:12');
  });

  it('stays within two frames of the clock for a day, where labels without gaps run 86 s late', () => {
    for (let hour = 0; hour < 24; hour++) {
      const frame = parseTimecode(`${two(hour)}:00:00;00`, drop30);
      expect(Math.abs((frame * 1001) / 30_000 - hour * 3600)).toBeLessThan(0.09);
    }
  });

  it('never names a label that is left out, and refuses to read one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: framesPerDay(drop60) - 1 }), (frame) => {
        const [, minute, second, label] = /^\d\d:(\d\d):(\d\d);(\d\d)$/.exec(formatTimecode(frame, drop60)) ?? [];
        expect(Number(minute) % 10 !== 0 && second === '00' && Number(label) < 4).toBe(false);
      }),
    );
    expect(() => parseTimecode('00:01:00;01', drop30)).toThrow(/no such label; the next is frame 2/);
    expect(() => parseTimecode('00:01:00;03', drop60)).toThrow(/no such label/);
    expect(parseTimecode('00:10:00;00', drop30)).toBe(17_982);
  });

  it('is there at 29.97, 59.94 and 119.88 alone', () => {
    expect([30, 60, 120].map((rate) => hasDropFrame({ numerator: rate * 1000, denominator: 1001 }))).toEqual([
      true,
      true,
      true,
    ]);
    expect(
      FORMATS.filter(([, { rate }]) => rate.denominator === 1 || rate.numerator < 30_000).map(([, { rate }]) =>
        hasDropFrame(rate),
      ),
    ).not.toContain(true);
  });
});

describe('reading time code', () => {
  it('refuses what is none', () => {
    for (const text of ['', '1:00:00:00', '24:00:00:00', '00:60:00:00', '00:00:60:00', '00:00:00:25', '00:00:00']) {
      expect(() => parseTimecode(text, at(25))).toThrow(/is no time code here/);
    }
  });

  it('sees by its punctuation whether labels are left out', () => {
    expect(['01:00:00;00', '01:00:00.00', '01:00:00:00', 'noon'].map(saysDropFrame)).toEqual([true, true, false, null]);
  });
});
