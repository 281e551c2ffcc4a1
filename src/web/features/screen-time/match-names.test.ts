import { expect, it } from 'vitest';
import { matchNames, nameLikeness } from './match-names.ts';

it.each([
  ['lisa rinna', 'Lisa Rinna'],
  ['Beyonce', 'Beyoncé'],
  ['Rinna, Lisa', 'Lisa Rinna'],
  ['Lisa R.', 'Lisa Rinna'],
  ['L. Rinna', 'Lisa Rinna'],
  ['Lisa', 'Lisa Rinna'],
  ['LR', 'Lisa Rinna'],
  ['Lisa Rina', 'Lisa Rinna'],
  ["O'Neill", 'ONeill'],
  ['3', 'Person 3'],
])('%s may be %s', (typed, known) => expect(nameLikeness(typed, known)).toBeGreaterThan(0));

it.each([
  ['Lisa Vanderpump', 'Lisa Rinna'],
  ['L', 'Lisa Rinna'],
  ['Person 1', 'Person 12'],
  ['Person 2', 'Person 3'],
  ['', 'Lisa'],
  ['Kyle', 'Kim'],
])('%s is not %s', (typed, known) => expect(nameLikeness(typed, known)).toBe(0));

const people = [
  { key: 'r', name: 'Lisa Rinna' },
  { key: 'v', name: 'Lisa Vanderpump' },
  { key: 'k', name: 'Kyle Richards' },
];

it('takes the surest, each person once', () => {
  const found = matchNames(['Lisa V.', 'Lisa', 'Kyle Richards', 'Kyle', 'Erika'], people);
  expect(Object.fromEntries(found)).toEqual({
    'Lisa V.': 'v',
    Lisa: 'r',
    'Kyle Richards': 'k',
    Kyle: null,
    Erika: null,
  });
});

it('knows people by their aliases, too', () => {
  const cast = [
    { key: 'r', name: 'Lisa Rinna', aliases: ['Harry Hamlin’s wife', 'Rinna'] },
    { key: 'v', name: 'Lisa Vanderpump', aliases: ['LVP', 'Pinky'] },
    { key: 'p', name: 'Pinky Lee' },
  ];
  expect(Object.fromEntries(matchNames(['lvp', 'Rinna'], cast))).toEqual({ lvp: 'v', Rinna: 'r' });
  expect(matchNames(['Pinky'], cast).get('Pinky')).toBe('v');
});

it('leaves open what two could be', () => {
  expect(matchNames(['Lisa'], people).get('Lisa')).toBeNull();
});
