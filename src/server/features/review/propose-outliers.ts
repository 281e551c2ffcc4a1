import type { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { currentIdentity } from '../../../review/review-state.ts';
import type { outlierProposal } from '../../contract/review.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { readReview } from '../../results/run-review.ts';
import { readLooks } from './run-looks.ts';

/** @returns null: all its tracks look alike. @throws UserError `runs.not-found`, `runs.wrong-state`, `identities.not-found`. */
export async function proposeOutliers(
  stores: ResultStores,
  { runId, identity: number }: { readonly runId: string; readonly identity: number },
): Promise<z.infer<typeof outlierProposal>> {
  const run = await readDoneRun(stores.database.queries, runId);
  const { state } = await readReview(stores, run);
  const identity = currentIdentity(state, number);
  if (!identity) {
    throw new UserError('identities.not-found', `Run ${runId} has no identity ${number}: look at its review again.`);
  }
  const cut = (await readLooks(stores, run, state)).get(identity.number)?.cut ?? null;
  if (!cut) return null;
  const lengths = new Map(
    state.machine.tracks.map(({ track, firstSeconds, lastSeconds }) => [track, lastSeconds - firstSeconds]),
  );
  const seconds = cut.leaving.reduce((sum, track) => sum + (lengths.get(track) ?? 0), 0);
  return { tracks: [...cut.leaving], seconds, cohesion: cut.cohesion, likeness: cut.likeness };
}
