/** A run of the server as what exports are written from: measured as its table is, at the moment of asking. */
import { buffer } from 'node:stream/consumers';
import type { Queries } from '../../../adapters/database/port.ts';
import type { ExportOptions } from '../../contract/exports.ts';
import { keyOfArtifact } from '../../results/artifact-place.ts';
import { measureRun } from '../../results/measure-run.ts';
import { readBlobLines, readBlobText } from '../../results/read-blob.ts';
import { type ResultStores, readTimeline } from '../../results/run-evidence.ts';
import { type PlacedRun, readDoneRun } from '../../results/run-place.ts';
import { listShots } from '../../results/shot-list.ts';
import { assembleData } from './assemble-data.ts';
import type { ExportData } from './export-data.ts';
import { parseReceipt } from './run-receipt.ts';

/** @throws UserError `runs.not-found`, `runs.wrong-state`, `artifact.damaged`, `exports.…`; BlobError. */
export async function readStoredRun(
  stores: ResultStores,
  { runId, ...options }: ExportOptions & { readonly runId: string },
): Promise<ExportData> {
  const { database, blobs } = stores;
  const run = await readDoneRun(database.queries, runId);
  const receiptKey = keyOfArtifact(run.place, 'run.json');
  const content = {
    title: await titleOf(database.queries, run),
    runId,
    receipt: parseReceipt(await readBlobText(blobs, receiptKey), receiptKey),
    timeline: await readTimeline(blobs, run),
    shots: await listShots(database.queries, runId),
    boxLines: () => readBlobLines(blobs, keyOfArtifact(run.place, 'tracks.mot.txt')),
    readCrop: (identity: number) => readCrop(stores, { runId, identity }),
  };
  return assembleData(content, await measureRun(stores, run, options), options);
}

/** `The Show S05E17 The Title`, in whatever script. */
export async function titleOf(queries: Queries, { episodeId, place }: PlacedRun): Promise<string> {
  const row = await queries
    .selectFrom('episodes')
    .innerJoin('shows', 'shows.id', 'episodes.show_id')
    .select(['shows.title as show', 'episodes.title'])
    .where('episodes.id', '=', episodeId)
    .executeTakeFirst();
  const two = (value: number): string => String(value).padStart(2, '0');
  const number = `S${two(place.season)}E${two(place.episode)}`;
  return row ? [row.show, number, row.title].filter((part) => part !== null).join(' ') : episodeId;
}

async function readCrop(
  { database, blobs }: ResultStores,
  { runId, identity }: { readonly runId: string; readonly identity: number },
): Promise<Uint8Array | null> {
  const row = await database.queries
    .selectFrom('identities')
    .select('best_crop_key')
    .where('run_id', '=', runId)
    .where('number', '=', identity)
    .executeTakeFirst();
  if (!row || row.best_crop_key === null) return null;
  return await buffer((await blobs.get(row.best_crop_key)).body);
}
