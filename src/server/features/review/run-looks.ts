/** How identities look, where they may be cut, and who was seen together: what questions are chosen by. */
import { type OutlierCut, separateOutliers } from '../../../pipeline/cluster/separate-outliers.ts';
import { cosine, meanDirection } from '../../../pipeline/embed/vectors.ts';
import type { Embedding } from '../../../pipeline/units.ts';
import type { LikenessSamples } from '../../../review/probability-same.ts';
import type { QuestionInput } from '../../../review/questions.ts';
import { type IdentityState, isSettled, machineState, type ReviewState } from '../../../review/review-state.ts';
import { findTogether, type SeenTogether, whoIsTogether } from '../../../review/seen-together.ts';
import { readMachine } from '../../results/machine-result.ts';
import { keptFor, type ResultStores, readEvidence } from '../../results/run-evidence.ts';
import type { PlacedRun } from '../../results/run-place.ts';
import { readTemplatesAfter } from '../../results/track-templates.ts';

export interface IdentityLook {
  readonly look: Embedding | null;
  readonly cut: OutlierCut | null;
}

/** A track that is seen in one frame still counts. */
const LEAST_SECONDS = 0.1;

/** By number. What did not change since the last time is not computed again. */
export async function readLooks(
  stores: ResultStores,
  run: PlacedRun,
  state: ReviewState,
): Promise<ReadonlyMap<number, IdentityLook>> {
  const { byTrack } = await readTemplatesAfter(stores, run, state);
  const memory = await keptFor(stores, run, 'looks', () => Promise.resolve(new Map<string, IdentityLook>()));
  const lengths = new Map(
    state.machine.tracks.map(({ track, firstSeconds, lastSeconds }) => [track, lastSeconds - firstSeconds]),
  );
  const excluded = [...state.excludedFaces.keys()].sort((a, b) => a - b).join();
  const looks = new Map<number, IdentityLook>();
  const used = new Map<string, IdentityLook>();
  for (const identity of state.identities.values()) {
    const tracks = tracksIn(state, identity).flatMap((track) => {
      const template = byTrack.get(track);
      return template ? [{ track, template, weight: Math.max(LEAST_SECONDS, lengths.get(track) ?? 0) }] : [];
    });
    const key = `${tracks.map(({ track }) => track).join()} without ${excluded}`;
    const known = memory.get(key) ?? {
      look: meanDirection(tracks.map(({ template, weight }) => ({ vector: template, weight }))),
      cut: separateOutliers(tracks),
    };
    used.set(key, known);
    looks.set(identity.number, known);
  }
  memory.clear();
  for (const [key, look] of used) memory.set(key, look);
  return looks;
}

/** Ascending; what is no face is left out. */
export const tracksIn = ({ notFaces }: ReviewState, { tracks }: IdentityState): number[] =>
  [...tracks].filter((track) => !notFaces.has(track)).sort((a, b) => a - b);

/** Pairs of tracks that share a frame, as the machine has them. */
const readTracksTogether = (stores: ResultStores, run: PlacedRun) =>
  keptFor(stores, run, 'tracks-together', async () => {
    const machine = await readMachine(stores, run);
    const { tracks } = await readEvidence(stores, run);
    const frames = new Map(tracks.map(({ track, detections }) => [track, detections.map(({ frame }) => frame)]));
    return findTogether(
      machineState({
        ...machine,
        tracks: machine.tracks.map((track) => ({ ...track, frames: frames.get(track.track) ?? [] })),
      }),
    );
  });

/** Who was seen in one frame, and for how long. */
export const readSeenTogether = async (
  stores: ResultStores,
  run: PlacedRun,
  state: ReviewState,
): Promise<SeenTogether> => whoIsTogether(await readTracksTogether(stores, run), state);

/** Tracks that nobody has: as long as they are on screen. */
export async function readLooseTracks(
  stores: ResultStores,
  run: PlacedRun,
  state: ReviewState,
): Promise<QuestionInput['loose']> {
  const { machine, ownerOf, notFaces, bounds } = state;
  const { byTrack } = await readTemplatesAfter(stores, run, state);
  return machine.tracks
    .filter(({ track }) => (ownerOf.get(track) ?? null) === null && !notFaces.has(track))
    .map(({ track, ...own }) => {
      const { firstSeconds, lastSeconds } = bounds.get(track) ?? own;
      return { track, seconds: lastSeconds - firstSeconds, look: byTrack.get(track) ?? null };
    });
}

/** No more pairs than these are compared for a distribution. */
const MOST_SAMPLES = 2000;

/** How alike the show's own faces are: tracks that people put together or named alike, and tracks of one picture. */
export async function readLikenessSamples(
  stores: ResultStores,
  run: PlacedRun,
  state: ReviewState,
): Promise<LikenessSamples> {
  const { byTrack } = await readTemplatesAfter(stores, run, state);
  const likeness = ([one, other]: readonly [number, number]): number[] => {
    const [first, second] = [byTrack.get(one), byTrack.get(other)];
    return first && second ? [cosine(first, second)] : [];
  };
  const settled = [...state.identities.values()].filter(isSettled);
  const same = settled.flatMap((identity) => {
    const tracks = tracksIn(state, identity);
    // Neighbours in time are most alike: half a list apart they are as any two.
    const half = tracks.length >> 1;
    return half === 0
      ? []
      : tracks.slice(0, half).map((track, index) => [track, tracks[index + half] ?? track] as const);
  });
  const together = await readTracksTogether(stores, run);
  return {
    same: same.slice(0, MOST_SAMPLES).flatMap(likeness),
    different: together.slice(0, MOST_SAMPLES).flatMap(({ tracks }) => likeness(tracks)),
  };
}
