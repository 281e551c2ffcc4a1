/** A person's seconds over the episodes of a show. */
import type { Appearance, CountedEpisode } from '../../../server/contract/cast-totals.ts';

export interface TrendPoint {
  readonly episode: CountedEpisode;
  /** 0 where the person was not found. */
  readonly seconds: number;
  /** What the machine had said by itself. */
  readonly machineSeconds: number;
}

export interface SeasonSum {
  readonly season: number;
  readonly seconds: number;
  /** In which the person was found, of those that were analysed. */
  readonly episodes: number;
  readonly of: number;
  /** Of the seconds in which any face is seen, 0–1; null where none is. */
  readonly share: number | null;
}

export function trendOf(appearances: readonly Appearance[], episodes: readonly CountedEpisode[]): TrendPoint[] {
  const found = new Map(appearances.map((each) => [each.episodeId, each]));
  return episodes.map((episode) => {
    const own = found.get(episode.episodeId);
    return { episode, seconds: own?.seconds ?? 0, machineSeconds: own?.machineSeconds ?? 0 };
  });
}

/** Ascending by season. */
export function seasonSums(points: readonly TrendPoint[]): SeasonSum[] {
  const seasons = [...new Set(points.map(({ episode }) => episode.season))].sort((a, b) => a - b);
  return seasons.map((season) => {
    const own = points.filter(({ episode }) => episode.season === season);
    const seconds = own.reduce((sum, each) => sum + each.seconds, 0);
    const visible = own.reduce((sum, each) => sum + each.episode.faceVisibleSeconds, 0);
    return {
      season,
      seconds,
      episodes: own.filter((each) => each.seconds > 0).length,
      of: own.length,
      share: visible > 0 ? seconds / visible : null,
    };
  });
}
