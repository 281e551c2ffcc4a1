/** Who is who in the run, with what was just said and is still on its way to the server. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { AppendedEdits, EditBodyShape, ReviewStateShape } from '../../../server/contract/review.ts';
import { failureOf } from '../../lib/failure-of.ts';
import { useTrpc, useTrpcClient } from '../../trpc.ts';
import { notifyFailure, notifyNotice } from '../../ui/notify.ts';
import { newEditId } from './edit-id.ts';
import { count } from './edit-sentences.ts';
import { namesOf } from './identity-names.ts';
import { keptUrlsOf } from './kept-urls.ts';
import { withEdits } from './optimistic-state.ts';
import { outcomeWords } from './outcome-words.ts';
import { type OwnerChange, secondsDelta } from './seconds-delta.ts';
import { toRedo, toUndo } from './undo-target.ts';
import { useCast } from './use-cast.ts';

/** As many as the server takes at once. */
const MOST_EDITS = 1000;
const MOST_TRIES = 4;
const MOST_READINGS = 3;
/** Own entries of the log among which Undo looks for what it means. */
const MOST_LOOKED_AT = 200;

interface Pending {
  readonly key: string;
  readonly edits: readonly EditBodyShape[];
  /** Place in the log of the last of them; null: on its way. */
  readonly seq: number | null;
}

interface Seen {
  readonly state: ReviewStateShape;
  readonly delta: readonly OwnerChange[];
}

export type SayEdits = (edits: readonly EditBodyShape[], reason?: string) => Promise<AppendedEdits | null>;

export function useReviewState(runId: string, showId: string, me: string | null) {
  const trpc = useTrpc();
  const client = useTrpcClient();
  const cache = useQueryClient();
  const select = useCallback(
    (answer: ReviewStateShape): ReviewStateShape => {
      const [urls, nowMs] = [keptUrlsOf(runId), Date.now()];
      const identities = answer.identities.map((identity) => ({
        ...identity,
        crops: identity.crops.map((crop) => ({ ...crop, url: urls.of(crop.face, crop.url, nowMs) })),
      }));
      return { ...answer, identities };
    },
    [runId],
  );
  const query = useQuery(trpc.review.state.queryOptions({ runId }, { select }));
  const { cast, add } = useCast(showId);
  const [pending, setPending] = useState<readonly Pending[]>([]);
  const [seen, setSeen] = useState<Seen>();
  const base = query.data;
  if (base && base !== seen?.state) {
    const isNews = seen !== undefined && seen.state.seq !== base.seq;
    setSeen({ state: base, delta: isNews ? secondsDelta(seen.state, base) : (seen?.delta ?? []) });
  }

  const names = useMemo(() => namesOf({ identities: base?.identities ?? [], cast }), [base, cast]);
  const state = useMemo(() => {
    if (!base) return;
    const missing = pending.filter(({ seq }) => seq === null || seq > base.seq);
    return withEdits(
      base,
      missing.flatMap(({ edits }) => edits),
      names,
    );
  }, [base, pending, names]);

  const readAgain = async (seq: number): Promise<void> => {
    for (let tries = 0; tries < MOST_READINGS; tries += 1) {
      const known = cache.getQueryData(trpc.review.state.queryKey({ runId }));
      if (known && known.seq >= seq) return;
      // The event may have begun to read it already. What was begun before the edit is read once more.
      await cache.invalidateQueries({ queryKey: trpc.review.pathKey() }, { cancelRefetch: false });
    }
  };

  // One after the other, in the order in which they were said.
  const scope = { id: `review ${runId}` };
  const send = useMutation({
    scope,
    // An edit has a name: one that arrives twice counts once.
    retry: (failures, error) => failures < MOST_TRIES && failureOf(error).retryable,
    mutationFn: (request: Parameters<typeof client.review.append.mutate>[0]) => client.review.append.mutate(request),
  });

  async function sayAtOnce(edits: readonly EditBodyShape[], reason?: string): Promise<AppendedEdits | null> {
    const key = newEditId();
    setPending((before) => [...before, { key, edits, seq: null }]);
    const drop = () => setPending((before) => before.filter((each) => each.key !== key));
    try {
      const answer = await send.mutateAsync({
        runId,
        edits: edits.map((body) => ({ id: newEditId(), body })),
        ...(reason !== undefined && { reason }),
      });
      setPending((before) => before.map((each) => (each.key === key ? { ...each, seq: answer.seq } : each)));
      const words = outcomeWords(edits, answer.edits, names);
      if (words !== null) notifyNotice(words);
      await readAgain(answer.seq);
      drop();
      return answer;
    } catch (error) {
      drop();
      notifyFailure(edits.length === 1 ? 'The edit was not taken' : 'The edits were not taken', error);
      return null;
    }
  }

  /** Null: nothing was taken, and that was told. */
  const say: SayEdits = async (edits, reason) => {
    let last: AppendedEdits | null = null;
    for (let from = 0; from < edits.length; from += MOST_EDITS) {
      const answer = await sayAtOnce(edits.slice(from, from + MOST_EDITS), reason);
      if (answer === null) return null;
      last = answer;
    }
    return last;
  };

  const ownEntries = async () => {
    if (me === null) return [];
    const page = await client.review.history.query({ runId, author: me, limit: MOST_LOOKED_AT });
    return page.items;
  };
  const takeBack = useMutation({
    scope,
    mutationFn: async ({ direction, editId }: { direction: 'undo' | 'redo'; editId?: string }) => {
      const meant = editId ?? (direction === 'undo' ? toUndo : toRedo)(await ownEntries());
      return meant === null ? null : await client.review[direction].mutate({ runId, editId: meant });
    },
    onSuccess: async (changed, { direction }) => {
      if (changed === null) {
        notifyNotice(direction === 'undo' ? 'There is nothing of yours to undo.' : 'There is nothing to redo.');
        return;
      }
      await readAgain(changed.seq);
      if (changed.conflicts > 0) {
        notifyNotice(`Done. ${count(changed.conflicts, 'conflict')} came of it: see the conflicts.`);
      }
    },
    onError: (error, { direction }) =>
      notifyFailure(`The edit was not ${direction === 'undo' ? 'undone' : 'redone'}`, error),
  });

  return {
    state,
    error: query.error,
    refetch: () => void query.refetch(),
    cast,
    addPerson: add,
    names,
    /** Of the last edits that the server has told. */
    delta: seen?.delta ?? NO_CHANGE,
    /** Edits that have not arrived yet. */
    waiting: pending.filter(({ seq }) => seq === null).reduce((sum, { edits }) => sum + edits.length, 0),
    say,
    /** Absent: the last own one. */
    undo: (editId?: string) => takeBack.mutate({ direction: 'undo', ...(editId !== undefined && { editId }) }),
    redo: (editId?: string) => takeBack.mutate({ direction: 'redo', ...(editId !== undefined && { editId }) }),
  };
}

export type Review = ReturnType<typeof useReviewState>;

const NO_CHANGE: readonly OwnerChange[] = [];
