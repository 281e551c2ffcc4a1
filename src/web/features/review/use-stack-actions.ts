/** What can be done to the chosen stacks, by key or by button. */
import type { ReviewIdentity } from '../../../server/contract/review.ts';
import { useTrpcClient } from '../../trpc.ts';
import { notifyFailure, notifyNotice } from '../../ui/notify.ts';
import {
  confirmEdits,
  differentEdits,
  lockEdits,
  mergeEdits,
  notAFaceEdits,
  rejectEdits,
  rejectedPerson,
} from './plan-edits.ts';
import type { ReviewDialog } from './review-dialog.ts';
import type { Review } from './use-review-state.ts';

const MOST_COMPARED = 3;
/** As many as the server gives at once. */
const PAGE = 200;

interface Given {
  readonly runId: string;
  readonly review: Review;
  readonly targets: readonly ReviewIdentity[];
  /** Goes on to the stack after the targets. */
  readonly advance: () => void;
  /** Chooses one, and no other. */
  readonly choose: (number: number) => void;
  readonly onDialog: (dialog: ReviewDialog) => void;
}

export function useStackActions({ runId, review, targets, advance, choose, onDialog }: Given) {
  const client = useTrpcClient();
  const { say, undo, redo } = review;
  const numbers = targets.map(({ number }) => number);
  const [first] = targets;
  const ask = (kind: 'ignore' | 'name' | 'never') => () => {
    if (first) onDialog({ kind, stacks: numbers });
  };
  const tracksOf = async (number: number): Promise<readonly number[]> => {
    const found: number[] = [];
    for (;;) {
      const page = await client.review.tracks.query({ runId, of: number, limit: PAGE, offset: found.length });
      found.push(...page.items.map((track) => track.number));
      if (page.items.length === 0 || found.length >= page.total) return found;
    }
  };
  return {
    who: (initial = '') => {
      if (first) onDialog({ kind: 'who', stacks: numbers, initial });
    },
    confirm() {
      const edits = confirmEdits(targets);
      if (edits.length === 0) {
        if (first) notifyNotice('There is nothing to confirm: nobody is suggested, or it is settled already.');
        return;
      }
      advance();
      void say(edits);
    },
    never() {
      const person = rejectedPerson(targets);
      if (person === null) ask('never')();
      else void say(rejectEdits(targets, person));
    },
    neverWhom: ask('never'),
    ignore: ask('ignore'),
    name: ask('name'),
    lock: () => void say(lockEdits(targets)),
    merge() {
      const [edit] = mergeEdits(targets);
      if (edit?.kind !== 'merge') {
        if (first) notifyNotice('Mark at least two stacks to merge them.');
        return;
      }
      choose(edit.into);
      void say([edit]);
    },
    different() {
      const edits = differentEdits(targets);
      if (edits.length === 0) notifyNotice('Mark exactly two stacks to say that they are different people.');
      else void say(edits);
    },
    compare() {
      if (numbers.length < 2 || numbers.length > MOST_COMPARED)
        notifyNotice('Mark two or three stacks to compare them.');
      else onDialog({ kind: 'compare', stacks: numbers });
    },
    outliers() {
      if (first) onDialog({ kind: 'outliers', stack: first.number });
    },
    async notAFace() {
      if (!first) return;
      advance();
      try {
        const tracks = await Promise.all(numbers.map(tracksOf));
        await say(notAFaceEdits(tracks.flat()));
      } catch (error) {
        notifyFailure('The tracks of the stack could not be read', error);
      }
    },
    undo: () => undo(),
    redo: () => redo(),
  };
}

export type StackActions = ReturnType<typeof useStackActions>;
