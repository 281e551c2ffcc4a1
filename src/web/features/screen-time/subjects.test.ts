import { expect, it } from 'vitest';
import { sortSubjects } from './sort-subjects.ts';
import { madeUpRow, madeUpSubjects } from './subject.test-support.ts';
import { subjectsOf } from './subjects.ts';
import { tableTsv } from './table-tsv.ts';

const ann = madeUpRow('Ann', [[0, 10, 1]]);
const bob = madeUpRow('Bob', [[4, 30, 2]]);
const nobody = madeUpRow(null, [[2, 50, 1]]);

it('says what the rules changed, and keeps the colours of the whole episode', () => {
  const whole = [bob, ann, nobody];
  const [first, second] = subjectsOf({
    rows: [madeUpRow('Ann', [[0, 12, 1]]), bob],
    standard: whole,
    whole,
    identities: [],
  });
  expect(first).toMatchObject({ name: 'Ann', change: 2 });
  expect(second).toMatchObject({ name: 'Bob', change: 0 });
  expect([second!.colour, first!.colour]).toEqual(madeUpSubjects([bob, ann]).map(({ colour }) => colour));
});

it('counts who is new from nothing', () => {
  expect(subjectsOf({ rows: [ann], standard: [], whole: [], identities: [] })[0]!.change).toBe(10);
});

it('doubts a person of whom little is sure', () => {
  const [sure, doubtful] = madeUpSubjects([ann, { ...bob, confidence: 0.5 }]);
  expect([sure!.isDoubtful, doubtful!.isDoubtful]).toEqual([false, true]);
});

it.each([
  ['name', 'descending', ['Bob', 'Ann', 'Unattributed']],
  ['seconds', 'descending', ['Bob', 'Ann', 'Unattributed']],
  ['first', 'ascending', ['Ann', 'Bob', 'Unattributed']],
] as const)('sorts by %s, %s, with the unattributed last', (sort, order, names) => {
  const sorted = sortSubjects(madeUpSubjects([bob, ann, nobody]), sort, order);
  expect(sorted.map(({ name }) => name)).toEqual(names);
});

it('writes a table that a spreadsheet takes without running it', () => {
  const text = tableTsv(madeUpSubjects([madeUpRow('=1\t2', [[0, 2.5, 1]])]), 10);
  expect(text.split('\n')[1]).toBe("'=1 2\t2.500\t0.25000\t0.000\t2.500\t1\t2.500\t0.90");
});
