/**
 * Many suggestions taken at once. Each was made as if it stood alone: together they must not name somebody who is no more, nor make
 * one person of two who were seen in one frame, told apart, or named differently.
 */

import type { EditBodyShape, ReviewIdentity } from '../../../../server/contract/review.ts';
import type { ReviewQuestion, ReviewQuestions } from '../../../../server/contract/review-questions.ts';

export interface AcceptedPlan {
  readonly edits: readonly EditBodyShape[];
  /** Keys of the suggestions that the edits follow. */
  readonly accepted: readonly string[];
  /** Keys of those that contradict surer ones. */
  readonly contradicting: readonly string[];
}

interface Known {
  readonly apart: ReviewQuestions['apart'];
  readonly identities: readonly Pick<ReviewIdentity, 'number' | 'person' | 'saidBy'>[];
}

export type Suggestion = ReviewQuestion & { readonly kind: 'same-person' | 'is-person' };

/** What is less likely may be asked, but is no suggestion. */
const LEAST_PROBABILITY = 0.1;

/**
 * Whether it can be taken or dismissed without looking at it as a question. Who was told no once is not suggested again, and
 * that somebody is in the picture twice is for people to see.
 */
export const isSuggestion = (question: ReviewQuestion): question is Suggestion =>
  !question.isAgain &&
  !question.isTwiceInAFrame &&
  question.probability >= LEAST_PROBABILITY &&
  (question.kind === 'same-person' || question.kind === 'is-person');

/** By falling probability; of equal ones the one that settles more. */
export const bySureness = (one: ReviewQuestion, other: ReviewQuestion): number =>
  other.probability - one.probability || other.seconds - one.seconds || (one.key < other.key ? -1 : 1);

/** Those with at least the probability. The surer ones count where two contradict each other. */
export function planAccepted(
  suggestions: readonly Suggestion[],
  { line, ...known }: Known & { readonly line: number },
): AcceptedPlan {
  const groups = new Groups(known);
  const edits: EditBodyShape[] = [];
  const accepted: string[] = [];
  const contradicting: string[] = [];
  for (const suggestion of suggestions.filter(({ probability }) => probability >= line).toSorted(bySureness)) {
    const edit = groups.take(suggestion);
    if (edit === null) contradicting.push(suggestion.key);
    else {
      accepted.push(suggestion.key);
      edits.push(edit);
    }
  }
  return { edits, accepted, contradicting };
}

interface Group {
  /** The identity that is left of them. */
  readonly number: number;
  readonly members: Set<number>;
  person: string | null;
}

class Groups {
  readonly #groups = new Map<number, Group>();
  readonly #apart: ReadonlySet<string>;
  readonly #saidBy: ReadonlyMap<number, string>;

  constructor({ apart, identities }: Known) {
    this.#apart = new Set(apart.flatMap(([one, other]) => [`${one} ${other}`, `${other} ${one}`]));
    this.#saidBy = new Map(
      identities.flatMap(({ number, person, saidBy }) => (person && saidBy === 'person' ? [[number, person.id]] : [])),
    );
  }

  /** Null: it contradicts what was taken before. */
  take({ yes }: Suggestion): EditBodyShape | null {
    if (yes?.kind === 'confirm') return this.#name(yes);
    return yes?.kind === 'merge' ? this.#merge(yes) : null;
  }

  #of(number: number): Group {
    const known = this.#groups.get(number);
    if (known) return known;
    const group: Group = { number, members: new Set([number]), person: this.#saidBy.get(number) ?? null };
    this.#groups.set(number, group);
    return group;
  }

  #name({ identity, personId }: Extract<EditBodyShape, { kind: 'confirm' }>): EditBodyShape | null {
    const group = this.#of(identity);
    if (group.person !== null && group.person !== personId) return null;
    group.person = personId;
    return { kind: 'confirm', identity: group.number, personId };
  }

  #merge({ into, from: [from] }: Extract<EditBodyShape, { kind: 'merge' }>): EditBodyShape | null {
    const [left, right] = [this.#of(into), this.#of(from ?? into)];
    if (left === right) return null;
    if (left.person !== null && right.person !== null && left.person !== right.person) return null;
    if ([...left.members].some((one) => [...right.members].some((other) => this.#apart.has(`${one} ${other}`)))) {
      return null;
    }
    for (const number of right.members) {
      left.members.add(number);
      this.#groups.set(number, left);
    }
    left.person ??= right.person;
    return { kind: 'merge', into: left.number, from: [right.number] };
  }
}
