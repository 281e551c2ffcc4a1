import { present, textOf } from '../../lib/search-values.ts';

/** Ids of the two runs that are compared. */
export const readCompareView = (given: Readonly<Record<string, unknown>>) =>
  present({ left: textOf(given['left']), right: textOf(given['right']) });
export type CompareView = ReturnType<typeof readCompareView>;
