import { describe, expect, it } from 'vitest';
import type { ScreenTimeRowShape } from '../../../server/contract/screen-time.ts';
import { NOBODY, peopleOf } from './people.ts';

const row = (given: Partial<ScreenTimeRowShape>): ScreenTimeRowShape => ({
  subject: 'identity',
  personId: null,
  name: null,
  identities: [],
  seconds: 0,
  firstSeconds: null,
  lastSeconds: null,
  longestSeconds: 0,
  shots: 0,
  tracks: 0,
  confidence: null,
  receipts: [],
  ...given,
});
const receipt = (startSeconds: number, endSeconds: number, tracks: number[]) => ({
  startSeconds,
  endSeconds,
  shot: 1,
  tracks,
});
const LISA = '4b0f8a3e-0000-4000-8000-000000000001';
const rows = [
  row({ subject: 'person', personId: LISA, name: 'Lisa', identities: [4, 9], receipts: [receipt(0, 5, [1, 2])] }),
  row({ identities: [2], receipts: [receipt(5, 6, [3])] }),
  row({ subject: 'unattributed', receipts: [receipt(1, 4, [7]), receipt(2, 6, [8])] }),
];
const identities = [
  { number: 4, cropUrl: null, suggestion: null },
  { number: 9, cropUrl: '/nine.jpg', suggestion: null },
  { number: 2, cropUrl: '/two.jpg', suggestion: { id: LISA, name: 'Kyle', likeness: 0.4 } },
];

describe('people', () => {
  const { all, ofTrack } = peopleOf(rows, identities);

  it('are named, or numbered with what is guessed of them', () => {
    expect(all.map(({ name, hint }) => [name, hint])).toEqual([
      ['Lisa', null],
      ['Person 2', 'Perhaps Kyle'],
      ['Unattributed', null],
    ]);
  });

  it('keep their key in addresses, by person where that is known', () => {
    expect(all.map(({ key }) => key)).toEqual([LISA, 'i2', NOBODY]);
  });

  it('have a picture of any of their identities, and colours of their own', () => {
    expect(all.map(({ cropUrl }) => cropUrl)).toEqual(['/nine.jpg', '/two.jpg', null]);
    expect(new Set(all.map(({ colour }) => colour)).size).toBe(3);
  });

  it('are found by track', () => {
    expect([1, 2, 3, 7, 8, 99].map((track) => ofTrack.get(track)?.name)).toEqual([
      'Lisa',
      'Lisa',
      'Person 2',
      'Unattributed',
      'Unattributed',
      undefined,
    ]);
  });

  it('are drawn once where two unknown faces are on screen, but counted twice', () => {
    expect([...all[2]!.spans.starts, ...all[2]!.spans.ends]).toEqual([1, 6]);
    expect(all[2]!.receipts).toHaveLength(2);
  });

  it('have no lane for nobody when everybody is known', () => {
    expect(peopleOf([row({ subject: 'unattributed' })], []).all).toEqual([]);
  });
});
