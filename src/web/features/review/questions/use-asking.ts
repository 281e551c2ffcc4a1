/** Questions of the server, and a sitting of answers to them. What was answered is away at once, whenever it arrives. */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useRef, useState } from 'react';
import type { EditBodyShape } from '../../../../server/contract/review.ts';
import type { ReviewQuestion } from '../../../../server/contract/review-questions.ts';
import { useTrpc, useTrpcClient } from '../../../trpc.ts';
import { notifyFailure, notifyNotice } from '../../../ui/notify.ts';
import { newEditId } from '../edit-id.ts';
import type { Review } from '../use-review-state.ts';
import {
  type Answer,
  afterEvent,
  answersIn,
  lastStanding,
  NEW_SESSION,
  passedIn,
  passedToSend,
} from './ask-session.ts';

interface Asking {
  readonly runId: string;
  readonly review: Review;
  /** Stands in the log with every answer. */
  readonly reason: string;
  readonly kinds?: ReviewQuestion['kind'][];
  readonly limit: number;
  readonly asksNames: boolean;
  /** Whether anybody looks at it. */
  readonly isActive: boolean;
}

export function useAsking({ runId, review, reason, kinds, limit, asksNames, isActive }: Asking) {
  const trpc = useTrpc();
  const client = useTrpcClient();
  const cache = useQueryClient();
  const [session, tell] = useReducer(afterEvent, NEW_SESSION);
  /** Edits of what was said, by its id, once they have arrived; none where they were refused. */
  const sent = useRef(new Map<string, Promise<readonly string[]>>());
  const asked = { runId, limit, names: asksNames, passed: passedToSend(passedIn(session)), ...(kinds && { kinds }) };
  const options = { placeholderData: keepPreviousData, enabled: isActive };
  const query = useQuery(trpc.review.questions.queryOptions(asked, options));
  const list = query.data;
  const [settledAtFirst, setSettledAtFirst] = useState<number | null>(null);
  if (list && settledAtFirst === null) setSettledAtFirst(list.settledSeconds);

  const newest = Math.max(review.state?.seq ?? 0, ...session.entries.map(({ seq }) => seq ?? 0));
  const isBehind = list !== undefined && (list.seq < newest || query.isPlaceholderData);
  const mustRead = isActive && isBehind && !query.isFetching && !query.isError;
  const { refetch } = query;
  useEffect(() => {
    if (mustRead) void refetch();
  }, [mustRead, refetch]);

  /** All of the edits or none: to each question what follows from its answer, or to one what the caller says. */
  const say = (questions: readonly ReviewQuestion[], answer: Answer, edits: readonly EditBodyShape[]): void => {
    if (edits.length === 0) return;
    const id = newEditId();
    const gone = edits.flatMap((edit) => (edit.kind === 'merge' ? edit.from : []));
    for (const question of questions) tell({ type: 'said', id, question, answer, gone });
    const arrival = review.say(edits, reason).then(async (taken) => {
      if (taken === null) {
        tell({ type: 'refused', id });
        await cache.invalidateQueries({ queryKey: trpc.review.pathKey() });
        return [];
      }
      const names = taken.edits.map((edit) => edit.id);
      tell({ type: 'taken', id, edits: names, seq: taken.seq });
      return names;
    });
    sent.current.set(id, arrival);
  };

  const undo = async (): Promise<void> => {
    const last = lastStanding(session);
    if (!last) {
      notifyNotice('Nothing of this sitting is left to take back. Earlier answers are in the history of the review.');
      return;
    }
    tell({ type: 'undone', id: last.id });
    const edits = (await sent.current.get(last.id)) ?? [];
    if (edits.length < 2) for (const edit of edits) review.undo(edit);
    else await takeBack(edits);
  };

  const takeBack = async (edits: readonly string[]): Promise<void> => {
    try {
      for (const editId of edits.toReversed()) await client.review.undo.mutate({ runId, editId });
    } catch (error) {
      notifyFailure('Not all answers could be taken back: see the history of the review', error);
    }
    await cache.invalidateQueries({ queryKey: trpc.review.pathKey() });
  };

  return {
    session,
    list,
    /** Seconds that were settled since the sitting began, by whomever. */
    settledSince: (list?.settledSeconds ?? 0) - (settledAtFirst ?? list?.settledSeconds ?? 0),
    error: query.error,
    refetch: () => void refetch(),
    /** The list does not count everything in yet that was said. */
    isBehind: isBehind || query.isFetching || answersIn(session).some(({ seq }) => seq === null),
    say,
    pass: (question: ReviewQuestion) => tell({ type: 'said', id: newEditId(), question, answer: 'pass', gone: [] }),
    /** What was said at once is taken back at once. */
    undo: () => void undo(),
    undoAll: async (): Promise<void> => {
      const ids = new Set(answersIn(session).map(({ id }) => id));
      tell({ type: 'all-undone' });
      const edits = await Promise.all([...ids].map(async (id) => (await sent.current.get(id)) ?? []));
      await takeBack(edits.flat());
    },
    goOn: () => tell({ type: 'went-on' }),
  };
}

export type Sitting = ReturnType<typeof useAsking>;
