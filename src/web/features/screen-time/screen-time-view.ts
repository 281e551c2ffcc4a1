/** By what rules and for which part of the episode the numbers are shown, as it stands in the address. */
import { numberOf, oneOf, present, textOf } from '../../lib/search-values.ts';

export const VIEWS = ['table', 'together', 'over-time', 'shots', 'manual'] as const;

export const readScreenTimeView = (given: Readonly<Record<string, unknown>>) =>
  present({
    preset: textOf(given['preset']),
    /** Seconds. */
    gap: numberOf(given['gap'], { max: 60 }),
    sightings: numberOf(given['sightings'], { min: 1, max: 1000 }),
    from: numberOf(given['from']),
    to: numberOf(given['to']),
    view: oneOf(VIEWS, given['view']),
  });
