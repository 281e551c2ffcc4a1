import { describe, expect, it } from 'vitest';
import { cumulativeOf, totalAt } from './cumulative.ts';
import { openReceipt, receiptText, spansOfReceipt } from './receipt-address.ts';
import { lengthOf } from './shared-spans.ts';
import { shotStrip } from './shot-strip.ts';
import { madeUpRow, madeUpSubjects } from './subject.test-support.ts';

const subjects = madeUpSubjects([
  madeUpRow('Ann', [
    [0, 4, 1],
    [10, 16, 2],
  ]),
  madeUpRow('Bob', [
    [2, 5, 1],
    [16, 18, 3],
  ]),
  madeUpRow(null, [
    [3, 6, 1],
    [4, 6, 1],
  ]),
]);
const [ann, bob, nobody] = subjects as [(typeof subjects)[0], (typeof subjects)[0], (typeof subjects)[0]];
const spans = (text: string) => spansOfReceipt(openReceipt(text, subjects)!);
const seconds = (text: string) => spans(text).reduce((sum, span) => sum + lengthOf(span), 0);

describe('a receipt adds up to the number that it is of', () => {
  it('of one, of two, and of nobody, whose faces count each', () => {
    for (const subject of subjects) expect(seconds(receiptText([subject.key]))).toBe(subject.seconds);
    expect(seconds(receiptText([ann.key, bob.key]))).toBe(2);
  });

  it('of the time in which any face is visible', () => {
    expect(seconds(receiptText('everybody'))).toBe(6 + 6 + 2);
    expect(spans(receiptText('everybody'))[0]).toMatchObject({ startSeconds: 0, endSeconds: 6, shot: 1 });
  });

  it('in one shot, as the list of shots has it', () => {
    const shots = [1, 2, 3].map((number) => ({ number, startFrame: 0, endFrame: 0, startSeconds: (number - 1) * 8 }));
    const strip = shotStrip(
      shots.map((shot) => ({ ...shot, endSeconds: shot.startSeconds + 8, transition: 'cut' as const })),
      subjects,
      { start: 0, end: 24 },
    );
    for (const { shot, present } of strip) {
      for (const { subject, seconds: shown } of present) {
        expect(seconds(receiptText([subject.key], { shot: shot.number }))).toBe(shown);
      }
    }
  });

  it('until a time, as the curves have it', () => {
    for (const subject of [ann, bob, nobody]) {
      const steps = cumulativeOf(subject.receipts, { start: 0, end: 24 });
      for (const until of [0, 3.5, 10, 12.25, 24]) {
        expect(seconds(receiptText([subject.key], { until }))).toBeCloseTo(totalAt(steps, until), 9);
      }
    }
  });
});

it('is not open for whom these rules do not know', () => {
  for (const text of [undefined, '', 'id-Zoe', ';shot=1']) expect(openReceipt(text, subjects)).toBeNull();
  expect(openReceipt(`${ann.key};shot=x`, subjects)).toEqual({ subjects: [ann], isEverybody: false });
});
