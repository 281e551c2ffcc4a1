/** How far the questions have come, and whether there is need to go on. */
import type { ReviewQuestions } from '../../../../server/contract/review.ts';

type Counted = Pick<ReviewQuestions, 'seconds' | 'settledSeconds' | 'enough'>;

/** 0–1. Where nobody is seen, all is settled. */
export const settledShare = ({ seconds, settledSeconds }: Omit<Counted, 'enough'>): number =>
  seconds > 0 ? Math.min(1, Math.max(0, settledSeconds / seconds)) : 1;

export const isEnough = (counted: Counted): boolean => settledShare(counted) >= counted.enough;

/** `212 of 240 s settled, 95 % is enough`. */
export function settledWords(counted: Counted): string {
  const { seconds, settledSeconds, enough } = counted;
  // Rounded down: what is short of the line must not read as if it were there.
  const settled = Math.floor(Math.max(0, settledSeconds) + 1e-6);
  return `${settled} of ${Math.round(seconds)} s settled, ${Math.round(enough * 100)} % is enough`;
}
