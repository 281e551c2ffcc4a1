/** What is told when the server takes an edit otherwise than it was meant. */
import type { AppendedEdits, EditBodyShape } from '../../../server/contract/review.ts';
import { sentenceOf } from './edit-sentences.ts';
import type { Names } from './identity-names.ts';

type Outcome = AppendedEdits['edits'][number];

/** Null: all was done, and nothing of it against what others said. */
export function outcomeWords(
  edits: readonly EditBodyShape[],
  outcomes: readonly Outcome[],
  names: Names,
): string | null {
  const told = outcomes.flatMap(({ outcome, overrules }, index) => {
    const edit = edits[index];
    const what = edit ? `“${sentenceOf(edit, names)}”` : 'An edit';
    if (outcome === 'locked') return [`${what} had no effect: it is locked. Unlock it first (L), then say it again.`];
    if (outcome === 'no-target') return [`${what} had no effect: somebody has changed it meanwhile. Look again.`];
    if (outcome === 'unmatched') return [`${what} had no effect: nothing in this run fits it.`];
    if (overrules.length > 0) return [`${what} counts now, against ${earlier(overrules.length)} that said otherwise.`];
    return [];
  });
  const [first, ...more] = new Set(told);
  if (first === undefined) return null;
  return more.length === 0 ? first : `${first} And ${more.length} more like it: see the history.`;
}

const earlier = (number: number): string => (number === 1 ? 'an earlier edit' : `${number} earlier edits`);
