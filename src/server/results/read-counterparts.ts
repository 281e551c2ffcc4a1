/** How the tracks of the runs of an episode are found in each other. */
import { matchTracks, type TrackMatching } from '../../pipeline/match/match-tracks.ts';
import type { Counterparts } from '../../review/machine-result.ts';
import { readMatchable } from './read-matchable.ts';
import { keptFor, type ResultStores } from './run-evidence.ts';
import type { PlacedRun } from './run-place.ts';

/** Of any two of the runs. @throws UserError `artifact.damaged`; BlobError. */
export async function readCounterparts(
  stores: ResultStores,
  runs: readonly PlacedRun[],
): Promise<(from: string, to: string) => Counterparts> {
  const pairs = new Map<string, TrackMatching>();
  for (const from of runs) {
    for (const to of runs) {
      if (from.id !== to.id) pairs.set(`${from.id} ${to.id}`, await readMatching(stores, from, to));
    }
  }
  return (from, to) => {
    const pair = pairs.get(`${from} ${to}`);
    if (!pair) throw new RangeError(`run ${from} was not compared with ${to}`);
    return pair;
  };
}

const readMatching = (stores: ResultStores, from: PlacedRun, to: PlacedRun): Promise<TrackMatching> =>
  keptFor(stores, from, `tracks in ${to.id}`, async () =>
    matchTracks(await readMatchable(stores, from), await readMatchable(stores, to)),
  );
