import { expect, it } from 'vitest';
import { isSaidInJson, redactJson, searchWords } from './redact-words.ts';

const ID = '3f2b8c1e-0000-4000-8000-000000000001';
const search = searchWords({ personId: ID, names: ['Mira', 'Mira Ångström', 'M. (the host)'] });

it('finds names as words of their own, whatever their case and the form of their accents', () => {
  expect(['mira', ' MIRA ', 'Mira A\u030angstro\u0308m', ID.toUpperCase()].map(search.isOne)).toEqual(
    Array(4).fill(true),
  );
  expect(['Miranda', 'Mira and Ann', ''].map(search.isOne)).toEqual([false, false, false]);
  expect(search.isSaidIn('That is Mira’s sister')).toBe(true);
  expect(search.isSaidIn(`person ${ID}.`)).toBe(true);
  expect(search.isSaidIn('said m. (the host)')).toBe(true);
  expect(['Miranda', 'admira', 'MX (the host)'].map(search.isSaidIn)).toEqual([false, false, false]);
  expect(search.without('Mira Ångström, Mira and Miranda')).toBe('[…], […] and Miranda');
});

it('takes them out of JSON and leaves the rest as it is', () => {
  const before = { name: 'Mira', other: 'Ann', list: ['x Mira', 1, null, { deep: ID }], count: 2 };
  expect(isSaidInJson(before, search)).toBe(true);
  const after = redactJson(before, search);
  expect(after).toEqual({ name: null, other: 'Ann', list: ['x […]', 1, null, { deep: null }], count: 2 });
  expect(isSaidInJson(after, search)).toBe(false);
  expect(redactJson(after, search)).toEqual(after);
});
