/** Who else looks at this review, and on which stack they are. */
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTrpc } from '../../trpc.ts';

export interface Reviewer {
  readonly id: string;
  readonly name: string;
  readonly identity: number | null;
}

const SAID_EVERY_MS = 10_000;
/** Who walks through the list is not told of at every step. */
const STAYS_MS = 800;

/** @param identity the stack that one looks at oneself. */
export function useReviewers(runId: string, identity: number | null, me: string | null): readonly Reviewer[] {
  const trpc = useTrpc();
  const [present, setPresent] = useState<readonly Reviewer[]>([]);
  // A tab that is away for a while shows nobody until it is back: nothing to tell of.
  const { mutate } = useMutation(
    trpc.review.here.mutationOptions({
      onSuccess: ({ reviewers }) => setPresent(reviewers),
      onError: () => setPresent([]),
    }),
  );
  useEffect(() => {
    const say = () => {
      if (document.visibilityState === 'visible') mutate({ runId, identity });
    };
    const first = setTimeout(say, STAYS_MS);
    const timer = setInterval(say, SAID_EVERY_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [mutate, runId, identity]);
  return present.filter(({ id }) => id !== me);
}
