import { expect, it } from 'vitest';
import type { Shot } from '../../../server/contract/results.ts';
import { shotStrip } from './shot-strip.ts';
import { madeUpRow, madeUpSubjects } from './subject.test-support.ts';

const shot = (number: number, startSeconds: number, endSeconds: number): Shot => ({
  number,
  startFrame: startSeconds * 25,
  endFrame: endSeconds * 25 - 1,
  startSeconds,
  endSeconds,
  transition: 'cut',
});
const shots = [shot(1, 0, 10), shot(2, 10, 20), shot(3, 20, 30)];
const subjects = madeUpSubjects([
  madeUpRow('Ann', [
    [0, 2, 1],
    [4, 5, 1],
    [12, 14, 2],
  ]),
  madeUpRow('Bob', [[0, 10, 1]]),
]);

it('tells who is in each shot, who is there longest first', () => {
  const strip = shotStrip(shots, subjects, { start: 0, end: 30 });
  expect(strip.map(({ present }) => present.map(({ subject, seconds }) => [subject.name, seconds]))).toEqual([
    [
      ['Bob', 10],
      ['Ann', 3],
    ],
    [['Ann', 2]],
    [],
  ]);
});

it('leaves out shots outside the range', () => {
  expect(shotStrip(shots, subjects, { start: 10, end: 20 }).map((each) => each.shot.number)).toEqual([2]);
});
