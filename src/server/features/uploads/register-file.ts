/**
 * Makes a video of a file that is there already: on this machine's disk, or in the storage. It takes the episode's place for an
 * upload; the server copies the file to the upload's key in the background and completes it as any other.
 */
import path from 'node:path';
import type { z } from 'zod';
import { videoPrefix } from '../../../adapters/blobs/object-layout.ts';
import { UserError } from '../../../errors.ts';
import type { BackgroundWork } from '../../background-work.ts';
import type { registerFile as request, Upload } from '../../contract/uploads.ts';
import { placeOfEpisode } from '../../episode-place.ts';
import { claimUpload } from './claim-upload.ts';
import { type CompletionServices, completeUpload } from './complete-upload.ts';
import { openDiskFile } from './disk-file.ts';
import { GOING_ON, handleOf, toUpload, type UploadRow } from './upload-rows.ts';

export interface RegisterServices extends CompletionServices {
  readonly background: BackgroundWork;
  readonly mayReadDisk: boolean;
}

/** A file that is there, and how it gets to the key of an upload. */
interface Source {
  readonly fileName: string;
  readonly bytes: number;
  /** Where it is in its place already. */
  readonly key?: string;
  copy(row: UploadRow, signal: AbortSignal): Promise<unknown>;
}

/** Only these objects are taken: nobody gets to see other things of the storage as a video. */
const RAW = 'raw/';

/** @throws UserError `files.not-found`, `files.unusable`, `files.forbidden`, `blobs.not-found`, and what `claimUpload` throws. */
export async function registerFile(
  services: RegisterServices,
  { episodeId, path: file, key, replace }: z.infer<typeof request>,
  by: { readonly actor: string; readonly now: Date; readonly mayReadDisk: boolean },
): Promise<Upload> {
  const { database, background } = services;
  const source =
    file === undefined
      ? await sourceInStorage(services, { episodeId, key: key ?? '' })
      : await sourceOnDisk(services, { file, isAllowed: by.mayReadDisk && services.mayReadDisk });
  const wanted = { episodeId, fileName: source.fileName, bytes: source.bytes, contentType: '', sha256: null, replace };
  const placed = source.key === undefined ? {} : { key: source.key };
  const { id } = await claimUpload(services, { ...wanted, actor: by.actor, now: by.now, ...placed });
  const row = await database.queries
    .updateTable('uploads')
    .set({ state: 'completing', updated_at: by.now })
    .where('id', '=', id)
    .where('state', 'in', GOING_ON)
    .returningAll()
    .executeTakeFirstOrThrow();
  const work = background.share(`take ${id}`, async (signal) => {
    try {
      await source.copy(row, signal);
      // It held the place; the object came another way.
      await services.blobs.multipart.abort(handleOf(row));
      await completeUpload(services, { id }, signal);
    } catch (error) {
      // Cut short by the server's end, it is open still: whoever registers the file again goes on with it.
      if (!signal.aborted) await giveUp(services, row, { error, isCopy: source.key === undefined });
    }
  });
  // A failure to note the failure leaves the row as it is, for the next start to look at.
  work.catch(() => undefined);
  return await toUpload(services, row);
}

async function giveUp(
  { database, blobs }: RegisterServices,
  row: UploadRow,
  { error, isCopy }: { error: unknown; isCopy: boolean },
): Promise<void> {
  const reason = error instanceof UserError ? error.message : 'The file could not be copied: register it again.';
  await database.queries
    .updateTable('uploads')
    .set({ state: 'failed', reason })
    .where('id', '=', row.id)
    .where('state', 'in', GOING_ON)
    .execute();
  await blobs.multipart.abort(handleOf(row));
  const video = await database.queries
    .selectFrom('videos')
    .select('id')
    .where('blob_key', '=', row.blob_key)
    .executeTakeFirst();
  if (isCopy && !video) await blobs.delete(row.blob_key);
}

async function sourceOnDisk(
  { blobs }: RegisterServices,
  { file, isAllowed }: { file: string; isAllowed: boolean },
): Promise<Source> {
  if (!isAllowed) {
    throw new UserError(
      'files.forbidden',
      "Files of the server's disk are taken only from an administrator on the machine itself: upload the file instead.",
    );
  }
  const { path: real, bytes, handle } = await openDiskFile(file);
  await handle.close();
  return {
    fileName: path.basename(real),
    bytes,
    async copy({ blob_key, content_type }, signal) {
      const opened = await openDiskFile(real);
      const body = opened.handle.createReadStream({ highWaterMark: 1 << 20 });
      try {
        await blobs.put(blob_key, body, { contentType: content_type, bytes, signal });
      } finally {
        body.destroy();
      }
    },
  };
}

async function sourceInStorage(
  { blobs, database }: RegisterServices,
  { episodeId, key }: { episodeId: string; key: string },
): Promise<Source> {
  if (!key.startsWith(RAW)) {
    throw new UserError('files.unusable', `${key} is not below ${RAW}: put the video there, then name it again.`);
  }
  const { bytes } = await blobs.head(key);
  const fileName = path.posix.basename(key);
  const place = await placeOfEpisode(database.queries, episodeId);
  if (!key.startsWith(videoPrefix(place))) {
    return { fileName, bytes, copy: (row, signal) => blobs.copy(key, row.blob_key, { signal }) };
  }
  const known = await database.queries.selectFrom('videos').select('id').where('blob_key', '=', key).executeTakeFirst();
  if (known) throw new UserError('videos.exists', `${key} is a video of ${episodeId} already.`);
  return { fileName, bytes, key, copy: () => Promise.resolve() };
}
