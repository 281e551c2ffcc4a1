import type { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { separateOutliers } from '../../../pipeline/cluster/separate-outliers.ts';
import { currentIdentity } from '../../../review/review-state.ts';
import type { outlierProposal } from '../../contract/review.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { readReview } from '../../results/run-review.ts';
import { readTrackTemplates } from '../../results/track-templates.ts';

/** A track that is seen in one frame still counts. */
const LEAST_SECONDS = 0.1;

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
  const { byTrack } = await readTrackTemplates(stores, run);
  const lengths = new Map(
    state.machine.tracks.map(({ track, firstSeconds, lastSeconds }) => [track, lastSeconds - firstSeconds]),
  );
  const tracks = [...identity.tracks].flatMap((track) => {
    const template = byTrack.get(track);
    const weight = Math.max(lengths.get(track) ?? 0, LEAST_SECONDS);
    return template && !state.notFaces.has(track) ? [{ track, template, weight }] : [];
  });
  const cut = separateOutliers(tracks);
  if (!cut) return null;
  const seconds = cut.leaving.reduce((sum, track) => sum + (lengths.get(track) ?? 0), 0);
  return { tracks: [...cut.leaving], seconds, cohesion: cut.cohesion, likeness: cut.likeness };
}
