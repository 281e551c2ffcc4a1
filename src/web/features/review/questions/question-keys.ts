/** What the keys of a question do, and what its answers are called. */
import type { ReviewQuestion } from '../../../../server/contract/review-questions.ts';
import type { Shortcut } from '../../../lib/shortcuts.tsx';
import type { Names } from '../identity-names.ts';

export function answerLabels(kind: ReviewQuestion['kind']): { readonly yes: string; readonly no: string } {
  if (kind === 'which-not') return { yes: 'The marked ones do not belong', no: 'All are the same person' };
  return kind === 'whose' ? { yes: 'The first of these', no: 'Somebody else' } : { yes: 'Yes', no: 'No' };
}

interface Answers {
  readonly names: Pick<Names, 'identity'>;
  readonly yes: () => void;
  readonly no: () => void;
  readonly typeName: () => void;
  /** That the tracks are those of an identity. */
  readonly give: (identity: number) => void;
  readonly pass: () => void;
  readonly undo: () => void;
}

export function questionKeys({ kind, identities, yes, no }: ReviewQuestion, answers: Answers): Shortcut[] {
  const labels = answerLabels(kind);
  const keys: Shortcut[] = [];
  if (yes) keys.push({ keys: 'y', label: labels.yes, run: answers.yes });
  if (no) keys.push({ keys: 'n', label: labels.no, run: answers.no });
  if (kind === 'who') keys.push({ keys: 'Enter', label: 'Type who it is', run: answers.typeName });
  if (kind === 'whose') {
    for (const [place, number] of identities.entries()) {
      const label = `It is ${answers.names.identity(number)}`;
      keys.push({ keys: String(place + 1), label, run: () => answers.give(number) });
    }
  }
  return [
    ...keys,
    { keys: 's', label: 'Skip: not now', run: answers.pass },
    { keys: 'z', label: 'Undo the last answer', run: answers.undo },
  ];
}
