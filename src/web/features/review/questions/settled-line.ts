/** How far the questions have come, and whether there is need to go on. */
import type { ReviewQuestions } from '../../../../server/contract/review-questions.ts';

type Counted = Pick<ReviewQuestions, 'seconds' | 'settledSeconds' | 'enough' | 'largestDoubt'>;

/** 0–1. Where nobody is seen, all is settled. */
export const settledShare = ({ seconds, settledSeconds }: Pick<Counted, 'seconds' | 'settledSeconds'>): number =>
  seconds > 0 ? Math.min(1, Math.max(0, settledSeconds / seconds)) : 1;

const isShareReached = (counted: Counted): boolean => settledShare(counted) >= counted.enough;

/** What is settled is what to expect: it is not enough while a single wrong guess would take more than may be left. */
export const isEnough = (counted: Counted): boolean =>
  isShareReached(counted) && counted.largestDoubt <= (1 - counted.enough) * counted.seconds;

/** `212 of 240 s settled, 95 % is enough`. */
export function settledWords(counted: Counted): string {
  const { seconds, settledSeconds, enough, largestDoubt } = counted;
  // Rounded down: what is short of the line must not read as if it were there.
  const settled = Math.floor(Math.max(0, settledSeconds) + 1e-6);
  const told = `${settled} of ${Math.round(seconds)} s settled`;
  if (isShareReached(counted) && !isEnough(counted))
    return `${told}, but ${Math.round(largestDoubt)} s hang on one doubt`;
  return `${told}, ${Math.round(enough * 100)} % is enough`;
}
