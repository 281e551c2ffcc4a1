/** What is marked on a question, and what its answers say. */
import { type RefObject, useRef, useState } from 'react';
import type { ReviewIdentity } from '../../../../server/contract/review.ts';
import type { ReviewQuestion } from '../../../../server/contract/review-questions.ts';
import type { Picked } from '../name-picker.tsx';
import { assignEdits } from '../plan-edits.ts';
import type { Review } from '../use-review-state.ts';
import { planMarked } from './plan-marked.ts';
import type { Sitting } from './use-asking.ts';

interface Answering {
  readonly question: ReviewQuestion;
  /** Whom the question is about first; absent: no longer there. */
  readonly first: ReviewIdentity | undefined;
  readonly review: Review;
  readonly sitting: Sitting;
}

export interface Answers {
  readonly yes: () => void;
  readonly no: () => void;
  readonly typeName: () => void;
  /** Marks one that may be the same person, or takes the mark away. */
  readonly toggle: (identity: number) => void;
  /** That the tracks are those of an identity. */
  readonly give: (identity: number) => void;
  readonly pass: () => void;
  readonly undo: () => void;
}

export function useAnswering({ question, first, review, sitting }: Answering) {
  const { kind, yes, no } = question;
  /** Tracks that do not belong. */
  const [leaving, setLeaving] = useState<ReadonlySet<number>>(() => new Set(question.tracks));
  /** Identities that are the same person. */
  const [marked, setMarked] = useState<ReadonlySet<number>>(
    () => new Set(question.candidates.flatMap(({ number, isMarked }) => (isMarked ? [number] : []))),
  );
  const field: RefObject<HTMLInputElement | null> = useRef(null);
  const isMarking = kind === 'which-same';
  const isSplit = yes?.kind === 'split';
  const isPossible = isMarking
    ? marked.size > 0
    : !isSplit || (leaving.size > 0 && leaving.size < (first?.tracks ?? Number.POSITIVE_INFINITY));

  const sayMarked = (numbers: ReadonlySet<number>): void => {
    sitting.say([question], numbers.size > 0 ? 'yes' : 'no', planMarked(question, numbers));
  };
  const pass = (): void => sitting.pass(question);
  const answers: Answers = {
    yes() {
      if (!isPossible) return;
      if (isMarking) sayMarked(marked);
      else if (yes !== null) sitting.say([question], 'yes', [isSplit ? { ...yes, tracks: [...leaving] } : yes]);
    },
    no() {
      if (isMarking) sayMarked(new Set());
      else if (no !== null) sitting.say([question], 'no', [no]);
    },
    typeName: () => field.current?.focus(),
    toggle(number) {
      const next = new Set(marked);
      if (!next.delete(number)) next.add(number);
      setMarked(next);
    },
    give: (to) => sitting.say([question], 'yes', [{ kind: 'move-tracks', tracks: question.tracks, to }]),
    pass,
    undo: sitting.undo,
  };
  const name = async (picked: Picked): Promise<void> => {
    if (!first) return;
    if (picked.kind === 'unknown') return pass();
    const id = picked.kind === 'new' ? await review.addPerson(picked.name) : null;
    if (picked.kind === 'new' && id === null) return;
    const answer = picked.kind === 'new' ? ({ kind: 'person', id: id! } as const) : picked;
    sitting.say([question], 'name', assignEdits([first], answer));
  };
  return { answers, name, field, leaving, setLeaving, marked, isPossible };
}
