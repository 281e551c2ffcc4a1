/** By what rules and for which part of the episode the numbers are shown, as it stands in the address. */
import { numberOf, oneOf, present, textOf } from '../../lib/search-values.ts';

export const VIEWS = ['table', 'together', 'over-time', 'shots', 'manual'] as const;
export type ViewName = (typeof VIEWS)[number];

export const SORTS = ['name', 'seconds', 'first', 'last', 'shots', 'longest', 'confidence'] as const;
export type Sort = (typeof SORTS)[number];

const rulesIn = (given: Readonly<Record<string, unknown>>) => ({
  preset: textOf(given['preset']),
  /** Seconds. */
  gap: numberOf(given['gap'], { max: 60 }),
  sightings: numberOf(given['sightings'], { min: 1, max: 1000 }),
  from: numberOf(given['from']),
  to: numberOf(given['to']),
});

/** What decides the numbers: the same words on every page that shows or exports them. */
export const readRules = (given: Readonly<Record<string, unknown>>) => present(rulesIn(given));
export type RulesView = ReturnType<typeof readRules>;

export const readScreenTimeView = (given: Readonly<Record<string, unknown>>) =>
  present({
    ...rulesIn(given),
    view: oneOf(VIEWS, given['view']),
    sort: oneOf(SORTS, given['sort']),
    order: oneOf(['ascending', 'descending'], given['order']),
    /** Whose receipt is open: see `receipt-address.ts`. */
    receipt: textOf(given['receipt']),
    /** Keys of people without a curve, with commas between. */
    hide: textOf(given['hide']),
  });
export type ScreenTimeView = ReturnType<typeof readScreenTimeView>;
