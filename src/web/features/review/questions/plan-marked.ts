/** What follows from marks: the marked ones are one person with the first, each of the others is somebody else. */
import type { EditBodyShape } from '../../../../server/contract/review.ts';
import type { ReviewQuestion } from '../../../../server/contract/review-questions.ts';

/** First who is somebody else: it is said of the first as it is shown, before others become part of it. */
export function planMarked(
  { identities: [into = 0], candidates }: Pick<ReviewQuestion, 'identities' | 'candidates'>,
  marked: ReadonlySet<number>,
): EditBodyShape[] {
  const numbers = candidates.map(({ number }) => number);
  const from = numbers.filter((number) => marked.has(number));
  const others = numbers.filter((number) => !marked.has(number));
  return [
    ...others.map((number): EditBodyShape => ({ kind: 'different', identities: [into, number] })),
    ...(from.length === 0 ? [] : [{ kind: 'merge' as const, into, from }]),
  ];
}
