/** Reviewers correct a run, and take back what was said. */
import type { z } from 'zod';
import type { AppendEdits, AppendedEdits, changedEdit, ofEdit } from '../../contract/review.ts';
import { type ReviewServices, review, tellOfReview } from '../../results/review-run.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { setUndone } from '../../results/undo-edit.ts';
import { compareConflicts } from './read-conflicts.ts';

/**
 * All edits or none.
 *
 * @throws UserError `runs.not-found`, `runs.wrong-state`, `review.no-target`, `review.locked`, `review.busy`,
 * `people.not-found`.
 */
export async function appendReviewEdits(
  services: ReviewServices,
  { runId, edits, reason }: AppendEdits,
  author: string,
): Promise<AppendedEdits> {
  const run = await readDoneRun(services.database.queries, runId);
  const { seq, edits: appended } = await review(services, run, { edits, author, reason: reason ?? null });
  return { seq, edits: appended };
}

/** @throws UserError `runs.not-found`, `runs.wrong-state`, `review.no-edit`, `review.busy`. */
export async function changeEdit(
  services: ReviewServices,
  { runId, editId, isUndone }: z.infer<typeof ofEdit> & { readonly isUndone: boolean },
  author: string,
): Promise<z.infer<typeof changedEdit>> {
  const run = await readDoneRun(services.database.queries, runId);
  const wanted = { editId, isUndone, author, reason: null };
  const { seq, effectSeconds, before, review: after } = await setUndone(services, run, wanted);
  await tellOfReview(services, run, { seq, author });
  const { conflicts } = await compareConflicts(services, run, { before, after });
  return { seq, effectSeconds, conflicts: conflicts.length };
}
