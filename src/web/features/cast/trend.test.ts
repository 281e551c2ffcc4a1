import { expect, it } from 'vitest';
import type { Appearance, CountedEpisode } from '../../../server/contract/cast-totals.ts';
import { seasonSums, trendOf } from './trend.ts';

const episode = (season: number, number: number, faceVisibleSeconds = 100): CountedEpisode => ({
  episodeId: `x-s${season}e${number}`,
  season,
  number,
  title: null,
  runId: 'r',
  isOutOfDate: false,
  videoSeconds: 200,
  faceVisibleSeconds,
});
const seen = (given: CountedEpisode, seconds: number, machineSeconds = seconds): Appearance => ({
  ...given,
  seconds,
  machineSeconds,
  firstSeconds: 1,
  lastSeconds: 2,
  shots: 1,
  saidBy: 'machine',
  identities: [1],
  cropUrl: null,
});

it('has a point for every episode, and sums for every season', () => {
  const episodes = [episode(1, 1), episode(1, 2), episode(2, 1), episode(3, 1, 0)];
  const points = trendOf([seen(episodes[0]!, 30, 10), seen(episodes[2]!, 50)], episodes);
  expect(points.map(({ seconds, machineSeconds }) => [seconds, machineSeconds])).toEqual([
    [30, 10],
    [0, 0],
    [50, 50],
    [0, 0],
  ]);
  expect(seasonSums(points)).toEqual([
    { season: 1, seconds: 30, episodes: 1, of: 2, share: 0.15 },
    { season: 2, seconds: 50, episodes: 1, of: 1, share: 0.5 },
    { season: 3, seconds: 0, episodes: 0, of: 1, share: null },
  ]);
});
