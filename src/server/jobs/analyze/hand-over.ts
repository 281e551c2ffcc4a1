/** What a child that has nothing left to do takes over from one that has. */
import type { Batchable } from './batch-segments.ts';

/** Starting the decoder again and getting to the place, in the unit of cost. */
const START_COST = 250;

/**
 * How many segments of a batch its child keeps so that it and another, which takes over the rest, are done at about the
 * same time; null where there is too little left to share.
 *
 * @param done how much of the batch is done, in the unit of `amount`.
 */
export function keptSegments(batch: readonly Batchable[], done: number): number | null {
  let before = 0;
  let current = 0;
  for (const { amount } of batch) {
    if (before + amount > done) break;
    before += amount;
    current++;
  }
  const begun = batch[current];
  if (begun === undefined) return null;
  const leftOfBegun = begun.amount > 0 ? begun.cost * (1 - (done - before) / begun.amount) : 0;
  // The child keeps what it has begun.
  let kept = leftOfBegun;
  let given = batch.slice(current + 1).reduce((sum, { cost }) => sum + cost, 0) + START_COST;
  let count = current + 1;
  for (let next = batch[count]; next !== undefined && kept + next.cost < given; next = batch[++count]) {
    kept += next.cost;
    given -= next.cost;
  }
  // Worth it when the other is done sooner than the child alone would be.
  const alone = kept + given - START_COST;
  return count < batch.length && Math.max(kept, given) < alone - START_COST ? count : null;
}
