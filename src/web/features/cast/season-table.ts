/** Seconds of everybody in every episode, as a table and as a file. */
import type { CountedEpisode, ShowTotals } from '../../../server/contract/cast-totals.ts';

export interface SeasonRow {
  readonly personId: string;
  readonly name: string;
  readonly isArchived: boolean;
  /** In the order of the episodes; null: not found there. */
  readonly seconds: readonly (number | null)[];
  readonly total: number;
}

export interface SeasonTable {
  readonly episodes: readonly CountedEpisode[];
  /** By falling totals; without those who are in none of the episodes. */
  readonly rows: readonly SeasonRow[];
  /** Of all people together, in the order of the episodes. */
  readonly sums: readonly number[];
  readonly total: number;
}

/** @param season undefined: all. */
export function seasonTable({ episodes, people }: ShowTotals, season: number | undefined): SeasonTable {
  const shown = episodes.filter((each) => season === undefined || each.season === season);
  const rows = people
    .map(({ personId, name, isArchived, episodes: own }): SeasonRow => {
      const byEpisode = new Map(own.map(({ episodeId, seconds }) => [episodeId, seconds]));
      const seconds = shown.map(({ episodeId }) => byEpisode.get(episodeId) ?? null);
      return { personId, name, isArchived, seconds, total: sum(seconds) };
    })
    .filter(({ seconds }) => seconds.some((each) => each !== null))
    .sort((a, b) => b.total - a.total || a.name.localeCompare(b.name, 'en'));
  const sums = shown.map((_, index) => sum(rows.map(({ seconds }) => seconds[index] ?? null)));
  return { episodes: shown, rows, sums, total: sum(sums) };
}

/** Seasons that have counted episodes, ascending. */
export const seasonsOf = ({ episodes }: Pick<ShowTotals, 'episodes'>): number[] =>
  [...new Set(episodes.map(({ season }) => season))].sort((a, b) => a - b);

/** `S05E17`. */
export const shortCode = ({ season, number }: Pick<CountedEpisode, 'season' | 'number'>): string =>
  `S${String(season).padStart(2, '0')}E${String(number).padStart(2, '0')}`;

/** One line per person with a column per episode, seconds to a thousandth; where somebody was not found, nothing stands. */
export function seasonCsv({ episodes, rows }: SeasonTable): string {
  const head = ['name', ...episodes.map(({ episodeId }) => episodeId), 'total'];
  const lines = rows.map(({ name, seconds, total }) => [
    name,
    ...seconds.map((each) => each?.toFixed(3) ?? ''),
    total.toFixed(3),
  ]);
  return `${[head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** One cell, and no formula: a spreadsheet would run what begins with one of these. */
function cell(text: string): string {
  const harmless = text.replace(/^(?=[=+\-@\t\r])/, "'");
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const sum = (values: readonly (number | null)[]): number => values.reduce<number>((all, each) => all + (each ?? 0), 0);
