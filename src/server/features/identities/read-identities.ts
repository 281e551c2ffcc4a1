import type { BlobStore } from '../../../adapters/blobs/port.ts';
import type { Queries } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import type { IdentityShape } from '../../contract/results.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { type PlacedRun, readDoneRun } from '../../results/run-place.ts';
import { type IdentityOwner, readOwners } from '../../results/run-subjects.ts';
import { signedCrop } from '../../results/signed-crop.ts';

const identityQuery = (queries: Queries, runId: string) =>
  queries
    .selectFrom('identities')
    .leftJoin('people', 'people.id', 'identities.person_id')
    .selectAll('identities')
    .select('people.name')
    .select(({ selectFrom }) =>
      selectFrom('identity_tracks')
        .whereRef('identity_tracks.run_id', '=', 'identities.run_id')
        .whereRef('identity_tracks.identity_number', '=', 'identities.number')
        .select(({ fn }) => fn.countAll<number>().as('tracks'))
        .as('tracks'),
    )
    .where('identities.run_id', '=', runId);

type Row = Awaited<ReturnType<ReturnType<typeof identityQuery>['execute']>>[number];

/** By falling seconds. @throws UserError `runs.not-found`, `runs.wrong-state`. */
export async function listIdentities(stores: ResultStores, runId: string): Promise<IdentityShape[]> {
  const { database, blobs } = stores;
  const { queries } = database;
  const run = await readDoneRun(queries, runId);
  const rows = await identityQuery(queries, runId)
    .orderBy('identities.seconds', 'desc')
    .orderBy('identities.number')
    .execute();
  const owners = await ownersOf(stores, run);
  return await Promise.all(rows.map((row) => toIdentity(blobs, row, owners.get(row.number))));
}

/** @throws UserError `identities.not-found`, `runs.not-found`, `runs.wrong-state`. */
export async function readIdentity(
  stores: ResultStores,
  { runId, number }: { readonly runId: string; readonly number: number },
) {
  const { database, blobs } = stores;
  const { queries } = database;
  const run = await readDoneRun(queries, runId);
  const row = await identityQuery(queries, runId).where('identities.number', '=', number).executeTakeFirst();
  if (!row) {
    throw new UserError(
      'identities.not-found',
      `Run ${runId} has no identity ${number}: look at the list of its identities.`,
    );
  }
  const tracks = await queries
    .selectFrom('identity_tracks')
    .select('track_number')
    .where('run_id', '=', runId)
    .where('identity_number', '=', number)
    .orderBy('track_number')
    .execute();
  return {
    ...(await toIdentity(blobs, row, (await ownersOf(stores, run)).get(number))),
    trackNumbers: tracks.map(({ track_number }) => track_number),
    likeness: row.likeness,
    margin: row.margin,
  };
}

async function ownersOf(stores: ResultStores, run: PlacedRun): Promise<ReadonlyMap<number, IdentityOwner>> {
  return new Map((await readOwners(stores, run)).map((owner) => [owner.number, owner]));
}

async function toIdentity(blobs: BlobStore, row: Row, owner: IdentityOwner | undefined): Promise<IdentityShape> {
  const { person_id: id, name, verdict, likeness } = row;
  const candidate = id !== null && name !== null ? { id, name } : null;
  const { person = null, isDecided = false, group = row.number } = owner ?? {};
  return {
    number: row.number,
    person,
    // Who has been decided about needs no suggestion.
    suggestion: verdict === 'ask' && candidate && !person && !isDecided ? { ...candidate, likeness } : null,
    isDecided,
    group,
    seconds: row.seconds,
    tracks: Number(row.tracks ?? 0),
    faces: row.face_count,
    confidence: row.confidence,
    cohesion: row.cohesion,
    cropUrl: await signedCrop(blobs, row.best_crop_key),
  };
}
