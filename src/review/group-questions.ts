/**
 * Several identities that may be the same person as a bigger one are asked about at once: who is shown all of them marks those
 * that are. The likelier ones are marked already, so that mostly one key answers what would be a question each.
 */
import { type AskedQuestion, keyOfQuestion, type QuestionInput } from './questions.ts';
import { keyOfPair } from './seen-together.ts';

/** So many can be told apart at a glance, and have a key each. */
const MOST_CANDIDATES = 6;
/** What settles less than this share of the best is not worth looking at beside it. */
const LEAST_SHARE = 0.2;
/** From here on a candidate is marked. */
const MARKED_FROM = 0.5;

/** @param questions of all kinds. @returns them with `same-person` about one bigger identity in groups, the most settling first. */
export function groupQuestions(
  questions: readonly AskedQuestion[],
  { seenTogether, passed }: Pick<QuestionInput, 'seenTogether' | 'passed'>,
): readonly AskedQuestion[] {
  const pairs = new Map<number, Pair[]>();
  const others: AskedQuestion[] = [];
  for (const asked of questions) {
    const { question } = asked;
    if (question.kind !== 'same-person') others.push(asked);
    else {
      const [bigger] = question.identities;
      pairs.set(bigger, [...(pairs.get(bigger) ?? []), { ...asked, question }]);
    }
  }
  const grouped = [...pairs.values()].flatMap((own): readonly AskedQuestion[] => {
    const best = Math.max(...own.map(({ seconds }) => seconds));
    const worth = own.filter(({ seconds }) => seconds >= LEAST_SHARE * best).slice(0, MOST_CANDIDATES);
    const rest = own.filter((each) => !worth.includes(each));
    if (worth.length < 2) return own;
    const group = asGroup(worth, seenTogether);
    return passed.has(keyOfQuestion(group.question)) ? rest : [group, ...rest];
  });
  return [...others, ...grouped].sort((a, b) => b.seconds / costOf(b) - a.seconds / costOf(a));
}

interface Pair extends AskedQuestion {
  readonly question: Extract<AskedQuestion['question'], { kind: 'same-person' }>;
}

function asGroup(pairs: readonly Pair[], seenTogether: QuestionInput['seenTogether']): AskedQuestion {
  const marked: number[] = [];
  for (const { question, probability } of pairs.toSorted((a, b) => b.probability - a.probability)) {
    const [, number] = question.identities;
    // Of two who were seen together one at most.
    const isApart = marked.some((other) => seenTogether.has(keyOfPair(other, number)));
    if (probability >= MARKED_FROM && !isApart) marked.push(number);
  }
  const candidates = pairs.map(({ question, probability, isAgain, isTwiceInAFrame }) => {
    const [, number] = question.identities;
    return { number, probability, isAgain, isTwiceInAFrame, isMarked: marked.includes(number) };
  });
  return {
    question: { kind: 'which-same', identity: pairs[0]!.question.identities[0], candidates },
    // That one of them is.
    probability: 1 - candidates.reduce((none, each) => none * (1 - each.probability), 1),
    seconds: pairs.reduce((sum, { seconds }) => sum + seconds, 0),
    isAgain: false,
    isTwiceInAFrame: false,
  };
}

/** Keys that have to be pressed, on average. */
function costOf({ question }: AskedQuestion): number {
  if (question.kind !== 'which-same') return 1;
  return question.candidates.reduce(
    (sum, { isMarked, probability }) => sum + (isMarked ? 1 - probability : probability),
    1,
  );
}
