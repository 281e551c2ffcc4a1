/** The question that is asked now, and those that come after it. */
import { useState } from 'react';
import type { ReviewQuestion } from '../../../../server/contract/review-questions.ts';
import { nextQuestions } from './ask-session.ts';
import { isEnough } from './settled-line.ts';
import type { Sitting } from './use-asking.ts';

export function useCurrentQuestion({ session, list, isBehind }: Sitting) {
  const [shown, setShown] = useState<ReviewQuestion | null>(null);
  const [head, ...rest] = list ? nextQuestions(session, list, shown) : [];
  // What somebody looks at stays as it is: with other addresses its pictures would be loaded again.
  const current = head && head.key === shown?.key ? shown : (head ?? null);
  if (current !== shown) setShown(current);
  const mayStop = list !== undefined && session.recalled === null;
  const isStopped = mayStop && isEnough(list) && !session.isGoingOn;
  return {
    current,
    coming: rest,
    /** Nothing is asked any more: enough is settled, or nothing is left to ask. */
    isOver: isStopped || (mayStop && current === null && !isBehind),
    isStopped,
  };
}
