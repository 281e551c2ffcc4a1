/** What the review shows, as it stands in the address. */
import { numberOf, oneOf, present, textOf } from '../../lib/search-values.ts';

/** Which stacks are shown. */
export const FILTERS = ['unsettled', 'low-confidence', 'short', 'mixed', 'conflict', 'settled'] as const;
export type Filter = (typeof FILTERS)[number];

export const SORTS = ['unsettled', 'seconds', 'first', 'tracks', 'confidence', 'name'] as const;
export type Sort = (typeof SORTS)[number];

/** Whose tracks are shown: of an identity, by its number; of nobody; or those that are no faces. */
export type Opened = number | 'unassigned' | 'not-faces';

export const readReviewView = (given: Readonly<Record<string, unknown>>) =>
  present({
    /** Absent: all. */
    show: oneOf(FILTERS, given['show']),
    /** Absent: by unsettled seconds. */
    sort: oneOf(SORTS, given['sort']),
    q: textOf(given['q']),
    open: (oneOf(['unassigned', 'not-faces'], given['open']) ?? numberOf(given['open'], { min: 1 })) as
      | Opened
      | undefined,
    panel: oneOf(['history', 'conflicts'], given['panel']),
  });
export type ReviewView = ReturnType<typeof readReviewView>;
