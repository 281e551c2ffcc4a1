import { applyEdit } from '../../src/review/apply-edit.ts';
import { machineState } from '../../src/review/review-state.ts';
import { seededRandom } from '../synthetic/seeded-random.ts';
import { correctShare } from './correct-seconds.ts';
import type { ReviewCase } from './review-case.ts';
import { byArrival, byQuestions, bySize, type Decide, inOrder, type Reviewing } from './reviewers.ts';

/** Shares of 1. */
export interface Clicks {
  /** Decisions until so much is correct; null: it never was. */
  readonly untilCorrect: number | null;
  readonly atStart: number;
  readonly atEnd: number;
}

export interface AskedClicks extends Clicks {
  /** Decisions until the queue itself says that it may stop, and what was correct then. */
  readonly untilSettled: { readonly clicks: number; readonly correct: number } | null;
}

export interface Counting {
  /** Share of seconds that is aimed at. */
  readonly wanted: number;
  /** Share of decisions that are wrong. */
  readonly mistakes: number;
  readonly seed: number;
}

/** Nobody clicks longer than this. */
const MOST_CLICKS = 5000;

export function countInOrder(made: ReviewCase, order: 'size' | 'arrival', counting: Counting): Clicks {
  const reviewing = begin(made, counting);
  return count(reviewing, inOrder(reviewing, order === 'size' ? bySize : byArrival), counting);
}

export function countByQuestions(made: ReviewCase, counting: Counting): AskedClicks {
  const reviewing = begin(made, counting);
  const { decide, isEnough } = byQuestions(reviewing);
  let clicks = 0;
  let untilSettled: AskedClicks['untilSettled'] = null;
  const look = () => {
    if (untilSettled || !isEnough(counting.wanted)) return;
    untilSettled = { clicks, correct: correctShare(reviewing.state, made) };
  };
  look();
  const counted = count(
    reviewing,
    () => {
      const decision = decide();
      clicks += decision?.clicks ?? 0;
      return decision;
    },
    counting,
    look,
  );
  return { ...counted, untilSettled };
}

const begin = (made: ReviewCase, { seed, mistakes }: Counting): Reviewing => ({
  made,
  mistakes,
  state: machineState(made.machine),
  random: seededRandom(seed),
});

function count(
  { made, state }: Reviewing,
  decide: Decide,
  { wanted }: Counting,
  afterEach: () => void = () => undefined,
): Clicks {
  const atStart = correctShare(state, made);
  let correct = atStart;
  let untilCorrect = atStart >= wanted ? 0 : null;
  let clicks = 0;
  let seq = 0;
  while (clicks < MOST_CLICKS) {
    const decision = decide();
    if (decision === null) break;
    clicks += decision.clicks;
    for (const body of decision.edits) {
      seq += 1;
      applyEdit(state, { id: `e${seq}`, seq, author: 'simulated', runId: made.machine.runId, body });
    }
    correct = correctShare(state, made);
    if (untilCorrect === null && correct >= wanted) untilCorrect = clicks;
    afterEach();
  }
  return { atStart, untilCorrect, atEnd: correct };
}
