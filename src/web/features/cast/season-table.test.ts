import { describe, expect, it } from 'vitest';
import type { CountedEpisode, ShowTotals } from '../../../server/contract/cast-totals.ts';
import { seasonCsv, seasonsOf, seasonTable, shortCode } from './season-table.ts';

const episode = (season: number, number: number): CountedEpisode => ({
  episodeId: `x-s0${season}e0${number}`,
  season,
  number,
  title: null,
  runId: 'r',
  isOutOfDate: false,
  videoSeconds: 100,
  faceVisibleSeconds: 80,
});
const found = (name: string, seconds: Readonly<Record<string, number>>) => ({
  personId: name,
  name,
  isArchived: false,
  seconds: Object.values(seconds).reduce((sum, each) => sum + each, 0),
  episodes: Object.entries(seconds).map(([episodeId, each]) => ({ episodeId, seconds: each })),
});
const totals: ShowTotals = {
  preset: 'standard-1',
  episodes: [episode(1, 1), episode(1, 2), episode(2, 1)],
  people: [
    found('Ann', { 'x-s01e01': 10, 'x-s02e01': 50 }),
    found('Bea, "B"', { 'x-s01e01': 20.25, 'x-s01e02': 5 }),
    found('=cmd()', { 'x-s02e01': 1 }),
  ],
};

describe('seasonTable', () => {
  it('has a row for everybody who is in the season, with sums both ways', () => {
    const { episodes, rows, sums, total } = seasonTable(totals, 1);
    expect(episodes.map(shortCode)).toEqual(['S01E01', 'S01E02']);
    expect(rows.map(({ name, seconds, total: own }) => [name, seconds, own])).toEqual([
      ['Bea, "B"', [20.25, 5], 25.25],
      ['Ann', [10, null], 10],
    ]);
    expect([sums, total]).toEqual([[30.25, 5], 35.25]);
  });

  it('has all episodes where no season is asked for', () => {
    const { rows, sums } = seasonTable(totals, undefined);
    expect(rows.map(({ name }) => name)).toEqual(['Ann', 'Bea, "B"', '=cmd()']);
    expect(sums).toEqual([30.25, 5, 51]);
    expect(seasonsOf(totals)).toEqual([1, 2]);
  });
});

it('writes a file that spreadsheets read, and run nothing of', () => {
  expect(seasonCsv(seasonTable(totals, undefined)).split('\r\n')).toEqual([
    'name,x-s01e01,x-s01e02,x-s02e01,total',
    'Ann,10.000,,50.000,60.000',
    '"Bea, ""B""",20.250,5.000,,25.250',
    "'=cmd(),,,1.000,1.000",
    '',
  ]);
});
