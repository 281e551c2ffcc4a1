/** What the statistics of recognition say, in sentences. */
import type { ComparisonKind, ModelRecognition } from '../../../server/contract/recognition.ts';

type Comparison = ModelRecognition['comparisons'][number];
type Effect = ModelRecognition['present']['effect'];

export const KIND_LABELS: Record<ComparisonKind, string> = {
  naming: 'Faces with photographs',
  faces: 'Faces with faces',
  photos: 'Photographs',
};

export const KIND_MEANING: Record<ComparisonKind, string> = {
  naming:
    'The mean face of every track of somebody known, with everybody’s photographs: exactly as names are given. Photographs that were taken from the same analysis do not count.',
  faces: 'The mean faces of every two tracks of people who are known, by somebody’s word or because a name was given.',
  photos: 'Every two photographs of the cast. Those that are nearly the same picture do not count.',
};

const count = (value: number): string => value.toLocaleString('en');

/** Null: there is enough. */
export function tooFewText({ tooFew }: Pick<Comparison, 'tooFew'>): string | null {
  if (tooFew === null) return null;
  const { people, leastPeople, comparisons, leastComparisons } = tooFew;
  const missing = [
    ...(people < leastPeople ? [`${count(people)} of ${leastPeople} people`] : []),
    ...(comparisons < leastComparisons
      ? [`${count(comparisons)} of ${count(leastComparisons)} comparisons of two people`]
      : []),
  ];
  return `Too few to say anything: ${missing.join(' and ')}.`;
}

/** `0 of 3,200 comparisons of two people reach it (95 %: at most 0.12 %)`. */
export function falseAcceptText({ falseAccepts: { count: wrong, of, high }, by }: Effect): string {
  if (by === null) return 'nothing to compare yet';
  return `${count(wrong)} of ${count(of)} comparisons of two people (${percent(of === 0 ? 0 : wrong / of)}; 95 % interval up to ${percent(high)})`;
}

export function trueAcceptText({ trueAccepts: { count: right, of, low, high }, by }: Effect): string {
  if (by === null || of === 0) return 'nothing to compare yet';
  return `${count(right)} of ${count(of)} comparisons of one person (${percent(right / of)}; 95 % interval ${percent(low)} to ${percent(high)})`;
}

/** `0.03 %`, `12 %`. */
export function percent(share: number): string {
  const value = share * 100;
  const digits = value === 0 || value >= 10 ? 0 : value >= 1 ? 1 : 2;
  return `${value.toFixed(digits)} %`;
}

/** Whether a proposal would change anything that can be seen. */
export function differs(
  a: Pick<ModelRecognition['present'], 'acceptLikeness' | 'askLikeness'>,
  b: Pick<ModelRecognition['present'], 'acceptLikeness' | 'askLikeness'>,
): boolean {
  return Math.abs(a.acceptLikeness - b.acceptLikeness) > 1e-6 || Math.abs(a.askLikeness - b.askLikeness) > 1e-6;
}
