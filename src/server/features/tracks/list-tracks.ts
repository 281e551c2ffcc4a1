import type { z } from 'zod';
import type { BlobStore } from '../../../adapters/blobs/port.ts';
import type { Queries } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import type { listTracks as listShape, Track } from '../../contract/results.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { signedCrop } from '../../results/signed-crop.ts';

type ListRequest = z.infer<typeof listShape>;

/** Tracks with the identity they belong to. */
const trackQuery = (queries: Queries, runId: string) =>
  queries
    .selectFrom('tracks')
    .leftJoin('identity_tracks as owner', (join) =>
      join.onRef('owner.run_id', '=', 'tracks.run_id').onRef('owner.track_number', '=', 'tracks.number'),
    )
    .where('tracks.run_id', '=', runId);

type TrackQuery = ReturnType<typeof trackQuery>;

const select = (query: TrackQuery) => query.selectAll('tracks').select('owner.identity_number');

/** One page by time, and how many match. @throws UserError `runs.not-found`, `runs.wrong-state`. */
export async function listTracks(
  { database: { queries }, blobs }: ResultStores,
  request: ListRequest,
): Promise<{ items: Track[]; total: number }> {
  await readDoneRun(queries, request.runId);
  const matching = matchingTracks(queries, request);
  const { total } = await matching.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await select(matching)
    .orderBy('tracks.first_seconds')
    .orderBy('tracks.number')
    .limit(request.limit)
    .offset(request.offset)
    .execute();
  return { items: await Promise.all(rows.map((row) => toTrack(blobs, row))), total: Number(total) };
}

/** @throws UserError `tracks.not-found`. */
export async function readTrack(
  { database: { queries }, blobs }: ResultStores,
  { runId, number }: { readonly runId: string; readonly number: number },
): Promise<Track> {
  const row = await select(trackQuery(queries, runId)).where('tracks.number', '=', number).executeTakeFirst();
  if (row) return await toTrack(blobs, row);
  throw new UserError('tracks.not-found', `Run ${runId} has no track ${number}: look at the list of its tracks.`);
}

function matchingTracks(
  queries: Queries,
  { runId, shot, identity, unassigned, fromSeconds, toSeconds }: ListRequest,
): TrackQuery {
  let query = trackQuery(queries, runId);
  if (shot !== undefined) query = query.where('tracks.shot_number', '=', shot);
  if (identity !== undefined) query = query.where('owner.identity_number', '=', identity);
  if (unassigned) query = query.where('owner.identity_number', 'is', null);
  if (fromSeconds !== undefined) query = query.where('tracks.last_seconds', '>=', fromSeconds);
  if (toSeconds !== undefined) query = query.where('tracks.first_seconds', '<=', toSeconds);
  return query;
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

async function toTrack(blobs: BlobStore, row: Row): Promise<Track> {
  return {
    number: row.number,
    shot: row.shot_number,
    identity: row.identity_number,
    firstFrame: row.first_frame,
    lastFrame: row.last_frame,
    firstSeconds: row.first_seconds,
    lastSeconds: row.last_seconds,
    sightings: row.sightings,
    cropUrl: await signedCrop(blobs, row.best_crop_key),
  };
}
