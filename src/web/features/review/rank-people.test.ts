import { describe, expect, it } from 'vitest';
import { fitOf, isKnown, rankPeople } from './rank-people.ts';

const PEOPLE = [
  { id: 'k', name: 'Kyle Richards', aliases: [] },
  { id: 'l', name: 'Lisa Rinna', aliases: ['Harry’s wife'] },
  { id: 'v', name: 'Lisa Vanderpump', aliases: ['LVP'] },
  { id: 'd', name: 'Dorit Kemsley', aliases: [] },
  { id: 'z', name: 'Zoë Ångström', aliases: [] },
];
const ranked = (typed: string, recent: readonly string[] = []) => rankPeople(typed, PEOPLE, recent).map(({ id }) => id);

describe('fitOf', () => {
  it('falls from the whole name over beginnings to scattered letters', () => {
    const fits = ['lisa rinna', 'lisa', 'rin', 'lr', 'inna', 'lsrn', 'kyle'].map((typed) => fitOf(typed, 'Lisa Rinna'));
    expect(fits).toEqual(fits.toSorted((a, b) => b - a));
    expect(new Set(fits).size).toBe(fits.length);
    expect(fits.at(-1)).toBe(0);
  });

  it('one letter alone has to begin a word', () => {
    expect(fitOf('s', 'Lisa Rinna')).toBeLessThan(0.7);
    expect(fitOf('r', 'Lisa Rinna')).toBe(0.8);
  });
});

describe('rankPeople', () => {
  it('nothing typed: everybody, who was chosen last first', () => {
    expect(ranked('', ['v', 'd'])).toEqual(['v', 'd', 'k', 'l', 'z']);
  });

  it('among equals who was chosen last', () => {
    expect(ranked('lisa')).toEqual(['l', 'v']);
    expect(ranked('lisa', ['v'])).toEqual(['v', 'l']);
  });

  it('a better fit comes before who was chosen last', () => {
    expect(ranked('ri', ['d'])).toEqual(['k', 'l', 'd'].filter((id) => ranked('ri').includes(id)));
    expect(ranked('kyle', ['l'])[0]).toBe('k');
  });

  it.each([
    ['lvp', 'v'],
    ['harrys', 'l'],
    ['zoe', 'z'],
    ['vand li', 'v'],
    ['dk', 'd'],
  ])('“%s” means one person', (typed, id) => expect(ranked(typed)[0]).toBe(id));

  it('nobody, where nothing fits', () => expect(ranked('xq')).toEqual([]));
});

it('a name is known in whatever spelling, and by an alias', () => {
  expect(isKnown('ZOE angstrom', PEOPLE)).toBe(true);
  expect(isKnown('lvp', PEOPLE)).toBe(true);
  expect(isKnown('Lisa', PEOPLE)).toBe(false);
});
