import { describe, expect, it } from 'vitest';
import type { Show } from '../../../server/contract/shows.ts';
import { findShow, toShowId } from './show-ids.ts';

const show = (id: string, title: string): Show => ({ id, title, archivedAt: null, createdAt: '', seasons: [] });
const SHOWS = [
  show('rhobh', 'The Real Housewives of Beverly Hills'),
  show('rhony', 'Real Housewives of New York'),
  show('mr-robot', 'Mr. Robot'),
];

describe('toShowId', () => {
  it.each([
    ['Schitt’s Creek', 'schitts-creek'],
    ['  Élite!  ', 'elite'],
    ['24', '24'],
    ['', ''],
    [`${'long '.repeat(20)}`, 'long-long-long-long-long-long-long-long-long-lon'],
  ])('%s', (title, id) => expect(toShowId(title)).toBe(id));

  it('is a number of its own for titles in other scripts', () => {
    expect(toShowId('進撃の巨人')).toMatch(/^show-\d+$/);
    expect(toShowId('進撃の巨人')).not.toBe(toShowId('巨人'));
  });
});

describe('findShow', () => {
  it.each([
    ['RHOBH', 'rhobh'],
    ['the real housewives of beverly hills', 'rhobh'],
    ['RHONY', 'rhony'],
    ['rhony', 'rhony'],
    ['Mr Robot', 'mr-robot'],
    ['Other', undefined],
    ['', undefined],
  ])('%s', (called, id) => expect(findShow(SHOWS, called)?.id).toBe(id));

  it('knows initials of an id that is something else', () => {
    expect(findShow([show('housewives', 'The Real Housewives of Beverly Hills')], 'RHOBH')?.id).toBe('housewives');
    expect(findShow([show('x', 'Only Two')], 'OT')).toBeNull();
  });
});
