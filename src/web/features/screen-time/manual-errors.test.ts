import { expect, it } from 'vitest';
import { manualErrors } from './manual-errors.ts';
import { madeUpRow, madeUpSubjects } from './subject.test-support.ts';

const subjects = madeUpSubjects([
  madeUpRow('Ann Lee', [[0, 100, 1]]),
  madeUpRow('Bob', [[0, 40, 1]]),
  madeUpRow('Cy', [[0, 5, 1]]),
  madeUpRow(null, [[0, 9, 1]]),
]);
const counts = [
  { name: 'ann', seconds: 90 },
  { name: 'Bob', seconds: 50 },
  { name: 'Zoe', seconds: 10 },
];

it('tells the error of each and of all', () => {
  const { rows, uncounted, total } = manualErrors(counts, subjects, {});
  expect(rows.map(({ subject, error }) => [subject?.name, error])).toEqual([
    ['Ann Lee', 10],
    ['Bob', -10],
    [undefined, null],
  ]);
  expect(uncounted.map(({ name }) => name)).toEqual(['Cy']);
  expect(total).toEqual({ counted: 140, measured: 140, absolute: 20, rows: 2 });
});

it('knows aliases', () => {
  const { rows } = manualErrors(counts, subjects, {}, new Map([['id-Cy', ['Zoe']]]));
  expect(rows.map(({ subject }) => subject?.name)).toEqual(['Ann Lee', 'Bob', 'Cy']);
});

it('believes the reader', () => {
  const { rows } = manualErrors(counts, subjects, { Zoe: 'id-Cy', Bob: null, ann: 'id-gone' });
  expect(rows.map(({ subject, isAssigned }) => [subject?.name, isAssigned])).toEqual([
    ['Ann Lee', false],
    [undefined, true],
    ['Cy', true],
  ]);
});
