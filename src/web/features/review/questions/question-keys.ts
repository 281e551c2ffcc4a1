/** What the keys of a question do, and what its answers are called. */
import type { ReviewQuestion } from '../../../../server/contract/review-questions.ts';
import type { Shortcut } from '../../../lib/shortcuts.tsx';
import type { Names } from '../identity-names.ts';
import { markedWords } from './question-words.ts';
import type { Answers } from './use-answering.ts';

/** @param marked how many are marked, where there is something to mark. */
export function answerLabels(
  kind: ReviewQuestion['kind'],
  marked: number,
): { readonly yes: string; readonly no: string } {
  if (kind === 'which-same') return { yes: markedWords(marked), no: 'None of them' };
  if (kind === 'which-not') return { yes: 'The marked ones do not belong', no: 'All are the same person' };
  return kind === 'whose' ? { yes: 'The first of these', no: 'Somebody else' } : { yes: 'Yes', no: 'No' };
}

interface Asked extends Answers {
  readonly names: Pick<Names, 'identity'>;
  readonly marked: number;
}

export function questionKeys({ kind, identities, candidates, yes, no }: ReviewQuestion, answers: Asked): Shortcut[] {
  const labels = answerLabels(kind, answers.marked);
  const keys: Shortcut[] = [];
  const isMarking = kind === 'which-same';
  if (yes || isMarking) keys.push({ keys: 'y', label: labels.yes, run: answers.yes });
  if (no || isMarking) keys.push({ keys: 'n', label: labels.no, run: answers.no });
  if (kind === 'who') keys.push({ keys: 'Enter', label: 'Type who it is', run: answers.typeName });
  if (kind === 'whose') {
    for (const [place, number] of identities.entries()) {
      const label = `It is ${answers.names.identity(number)}`;
      keys.push({ keys: String(place + 1), label, run: () => answers.give(number) });
    }
  }
  for (const [place, { number }] of candidates.entries()) {
    const label = `Mark ${answers.names.identity(number)}, or not`;
    keys.push({ keys: String(place + 1), label, run: () => answers.toggle(number) });
  }
  return [
    ...keys,
    { keys: 's', label: 'Skip: not now', run: answers.pass },
    { keys: 'z', label: 'Undo the last answer', run: answers.undo },
  ];
}
