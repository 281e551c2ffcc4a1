/** What the machine found in a run, as far as edits speak of it. */
import type { Queries } from '../../adapters/database/port.ts';
import { groupBy } from '../../pipeline/screen-time/group-by.ts';
import type { MachineResult } from '../../review/machine-result.ts';
import { keptFor, type ResultStores } from './run-evidence.ts';
import type { PlacedRun } from './run-place.ts';

/** Frames are the first and the last of each track: who needs those between reads the evidence. */
export const readMachine = (stores: ResultStores, run: PlacedRun): Promise<MachineResult> =>
  keptFor(stores, run, 'machine', () => readMachineResult(stores.database.queries, run.id));

async function readMachineResult(queries: Queries, runId: string): Promise<MachineResult> {
  const tracks = await queries
    .selectFrom('tracks')
    .select(['number', 'first_seconds', 'last_seconds', 'first_frame', 'last_frame'])
    .where('run_id', '=', runId)
    .orderBy('number')
    .execute();
  const faces = await queries
    .selectFrom('faces')
    .select(['number', 'track_number'])
    .where('run_id', '=', runId)
    .orderBy('number')
    .execute();
  const links = await queries
    .selectFrom('identity_tracks')
    .select(['identity_number', 'track_number'])
    .where('run_id', '=', runId)
    .orderBy('track_number')
    .execute();
  const identities = await queries
    .selectFrom('identities')
    .select(['number', 'person_id', 'verdict', 'likeness'])
    .where('run_id', '=', runId)
    .orderBy('number')
    .execute();
  const facesOf = groupBy(faces, ({ track_number }) => track_number);
  const tracksOf = groupBy(links, ({ identity_number }) => identity_number);
  return {
    runId,
    tracks: tracks.map(({ number, first_seconds, last_seconds, first_frame, last_frame }) => ({
      track: number,
      firstSeconds: first_seconds,
      lastSeconds: last_seconds,
      frames: [first_frame, last_frame],
      faces: (facesOf.get(number) ?? []).map((face) => face.number),
    })),
    identities: identities.map(({ number, person_id, verdict, likeness }) => ({
      identity: number,
      tracks: (tracksOf.get(number) ?? []).map(({ track_number }) => track_number),
      // Without a likeness it is what people had said before: their edits say it again, as long as they stand.
      personId: verdict === 'accept' && likeness !== null ? person_id : null,
    })),
  };
}
