import { describe, expect, it } from 'vitest';
import type { Person } from '../../../server/contract/cast.ts';
import type { ShowTotals } from '../../../server/contract/cast-totals.ts';
import { peopleRows, seasonsText } from './people-rows.ts';

const photo = (id: string, state: 'waiting' | 'ready' | 'rejected', isFeatured = false): Person['photos'][number] => ({
  id,
  url: '',
  sha256: id,
  source: 'upload',
  sourceFace: null,
  isFeatured,
  createdAt: '2026-01-01T00:00:00.000Z',
  state,
  reason: null,
  faceUrl: null,
  quality: null,
  duplicateOf: null,
});
const someone = (name: string, given: Partial<Person> = {}): Person => ({
  id: name.toLowerCase(),
  showId: 'rhobh',
  name,
  notes: '',
  aliases: [],
  roles: [],
  archivedAt: null,
  version: 1,
  photos: [],
  ...given,
});
const cast = [
  someone('Lisa', { notes: 'restaurants' }),
  someone('Zoë', { aliases: ['The Voice'], roles: [{ season: 4, role: 'friend' }] }),
  someone('Anna', { photos: [photo('1', 'rejected'), photo('2', 'ready', true), photo('3', 'waiting')] }),
];
const totals: ShowTotals = {
  preset: 'standard-1',
  episodes: [
    {
      episodeId: 'e1',
      season: 5,
      number: 1,
      title: null,
      runId: 'r',
      isOutOfDate: false,
      videoSeconds: 60,
      faceVisibleSeconds: 50,
    },
  ],
  people: [
    { personId: 'zoë', name: 'Zoë', isArchived: false, seconds: 12.5, episodes: [{ episodeId: 'e1', seconds: 12.5 }] },
  ],
};
const names = (...given: Parameters<typeof peopleRows>) => peopleRows(...given).map(({ person }) => person.name);

describe('peopleRows', () => {
  it('begins with who is seen longest, the others by name', () => {
    expect(names(cast, totals, {})).toEqual(['Zoë', 'Anna', 'Lisa']);
    expect(names(cast, totals, { order: 'ascending' })).toEqual(['Anna', 'Lisa', 'Zoë']);
    expect(names(cast, undefined, { sort: 'name', order: 'descending' })).toEqual(['Zoë', 'Lisa', 'Anna']);
    expect(names(cast, undefined, { sort: 'photos' })).toEqual(['Anna', 'Lisa', 'Zoë']);
  });

  it('counts photographs, episodes and seconds', () => {
    const [zoe, anna] = peopleRows(cast, totals, {});
    expect(zoe).toMatchObject({ episodes: 1, seconds: 12.5, seasons: [4, 5], featured: null });
    expect(anna).toMatchObject({ usablePhotos: 1, waitingPhotos: 1, rejectedPhotos: 1, featured: { id: '2' } });
  });

  it('finds every word anywhere, without case and accents', () => {
    expect(names(cast, totals, { search: 'zoe' })).toEqual(['Zoë']);
    expect(names(cast, totals, { search: 'VOICE friend' })).toEqual(['Zoë']);
    expect(names(cast, totals, { search: 'restaur' })).toEqual(['Lisa']);
    expect(names(cast, totals, { search: 'zoe lisa' })).toEqual([]);
  });
});

it('writes seasons in few words', () => {
  expect(seasonsText([])).toBe('');
  expect(seasonsText([5])).toBe('Season 5');
  expect(seasonsText([1, 2, 3, 5, 7, 8])).toBe('Seasons 1–3, 5, 7–8');
});
