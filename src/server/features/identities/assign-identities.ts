/** People say who identities are. It is written down first; tables that are kept follow by a job. */
import type { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { currentIdentity } from '../../../review/review-state.ts';
import type { assignIdentities } from '../../contract/results.ts';
import { type ReviewServices, review } from '../../results/review-run.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { readReview } from '../../results/run-review.ts';

type Request = z.infer<typeof assignIdentities>;

/**
 * @param author who says so.
 * @throws UserError `runs.not-found`, `runs.wrong-state`, `identities.not-found`, `review.locked`, `people.not-found`.
 */
export async function assign(
  stores: ReviewServices,
  { runId, assignments, reason }: Request,
  author: string,
): Promise<{ readonly job: string; readonly seq: number }> {
  const run = await readDoneRun(stores.database.queries, runId);
  const { state } = await readReview(stores, run);
  const unknown = assignments.find(({ identity }) => currentIdentity(state, identity) === undefined);
  if (unknown) {
    const message = `Run ${runId} has no identity ${unknown.identity}: look at the list of them.`;
    throw new UserError('identities.not-found', message);
  }
  const edits = assignments.map(({ edit, identity, personId }) => ({
    id: edit,
    body: { kind: 'assign' as const, identity, personId },
  }));
  const { job, seq } = await review(stores, run, { edits, author, reason: reason ?? null });
  return { job, seq };
}
