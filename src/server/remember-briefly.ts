import type { Clock } from '../adapters/clock/port.ts';

const KEPT_MS = 60_000;

/** Gives an answer that is dear to find for a minute; who asks while it is being found waits for the same. A failure is not kept. */
export function rememberBriefly<Answer>(
  clock: Pick<Clock, 'elapsed'>,
  find: () => Promise<Answer>,
): () => Promise<Answer> {
  let known: { readonly answer: Promise<Answer>; readonly at: number } | null = null;
  return () => {
    if (known !== null && clock.elapsed() - known.at < KEPT_MS) return known.answer;
    const answer = find();
    known = { answer, at: clock.elapsed() };
    answer.catch(() => {
      if (known?.answer === answer) known = null;
    });
    return answer;
  };
}
