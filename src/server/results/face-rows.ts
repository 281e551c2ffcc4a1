/** The embedded faces of a run, by track, the best ones first. */
import { groupBy } from '../../pipeline/screen-time/group-by.ts';
import { keptFor, type ResultStores } from './run-evidence.ts';
import type { PlacedRun } from './run-place.ts';

export interface RunFace {
  readonly number: number;
  readonly track: number;
  readonly seconds: number;
  readonly quality: number | null;
  readonly cropKey: string | null;
}

export const readFacesByTrack = (
  stores: ResultStores,
  run: PlacedRun,
): Promise<ReadonlyMap<number, readonly RunFace[]>> =>
  keptFor(stores, run, 'faces-by-track', async () => {
    const rows = await stores.database.queries
      .selectFrom('faces')
      .select(['number', 'track_number', 'seconds', 'quality', 'crop_key'])
      .where('run_id', '=', run.id)
      .orderBy('number')
      .execute();
    const faces = rows.map(({ number, track_number, seconds, quality, crop_key }) => ({
      number,
      track: track_number,
      seconds,
      quality,
      cropKey: crop_key,
    }));
    const byTrack = groupBy(faces, ({ track }) => track);
    for (const own of byTrack.values()) own.sort((a, b) => (b.quality ?? 0) - (a.quality ?? 0) || a.number - b.number);
    return byTrack;
  });
