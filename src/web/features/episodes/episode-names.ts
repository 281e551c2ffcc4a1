/** What episodes are called. */
import type { Episode } from '../../../server/contract/episodes.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** `S05E17` */
export const episodeCode = ({ season, number }: Pick<Episode, 'season' | 'number'>): string =>
  `S${two(season)}E${two(number)}`;

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const UTC_DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** `3 Mar 2026`. An instant falls on the reader's day; a date without a time is the same day everywhere. */
export const formatDay = (value: string): string => (value.includes('T') ? DAY : UTC_DAY).format(new Date(value));
