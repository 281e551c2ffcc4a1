/** Who must not become one person by answers that each look right alone: A is like B and B like C, but A and C were seen together. */
import { sidesOf, timesToldApart } from './find-twins.ts';
import type { AskedQuestion } from './questions.ts';
import type { ReviewState } from './review-state.ts';
import { keyOfPair, type SeenTogether } from './seen-together.ts';

interface KnownApart {
  readonly state: ReviewState;
  readonly seenTogether: SeenTogether['seenTogether'];
}

/** Pairs of identities, the smaller number first, that are two people and that yeses to all questions would make one. */
export function pairsApart(
  questions: readonly Pick<AskedQuestion, 'question'>[],
  { state, seenTogether }: KnownApart,
): [number, number][] {
  return groupsOf(questions).flatMap((group) => {
    const sides = new Map(
      group.map((number) => {
        const identity = state.identities.get(number);
        return [number, identity && sidesOf(state, identity)] as const;
      }),
    );
    return group.flatMap((one, place) =>
      group
        .slice(place + 1)
        .filter(
          (other) => seenTogether.has(keyOfPair(one, other)) || timesToldApart(sides.get(one), sides.get(other)) > 0,
        )
        .map((other): [number, number] => [one, other]),
    );
  });
}

/** Identities that are joined by questions whether they are one person, each by rising number. */
function groupsOf(questions: readonly Pick<AskedQuestion, 'question'>[]): readonly (readonly number[])[] {
  const groupOf = new Map<number, Set<number>>();
  for (const { question } of questions) {
    if (question.kind !== 'same-person') continue;
    const [one, other] = question.identities;
    const joined = new Set([one, other, ...(groupOf.get(one) ?? []), ...(groupOf.get(other) ?? [])]);
    for (const number of joined) groupOf.set(number, joined);
  }
  return [...new Set(groupOf.values())].map((group) => [...group].toSorted((a, b) => a - b));
}
