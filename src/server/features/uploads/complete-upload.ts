/**
 * From parts to a video of the episode: `open` → `completing` → `completed`. It may be repeated whenever the answer was lost, and
 * whatever ended it half-way: an object at the upload's key says that the storage had done its part.
 */
import type { EventLog } from '../../../adapters/events/port.ts';
import { UserError } from '../../../errors.ts';
import { announce } from '../../announce.ts';
import { checkParts, type NamedPart } from './check-parts.ts';
import { isStored } from './is-stored.ts';
import { GOING_ON, handleOf, readUploadRow, type UploadRow, type UploadStores } from './upload-rows.ts';

export interface CompletionServices extends UploadStores {
  readonly events: EventLog;
  readonly videoChecks: { start(videoId: string): void };
}

/** @throws UserError `uploads.not-found`, `uploads.wrong-state`, `uploads.bad-part`, `uploads.lost`. */
export async function completeUpload(
  services: CompletionServices,
  { id, parts = null }: { readonly id: string; readonly parts?: readonly NamedPart[] | null | undefined },
  signal: AbortSignal,
): Promise<void> {
  const { database } = services;
  const move = (state: UploadRow['state'], reason: string | null = null) =>
    database.queries
      .updateTable('uploads')
      .set({ state, reason })
      .where('id', '=', id)
      .where('state', 'in', GOING_ON)
      .returningAll()
      .executeTakeFirst();
  const row = await move('completing');
  if (!row) {
    const found = await readUploadRow(database.queries, id);
    if (found.state === 'completed') return;
    const message = `The upload of ${found.file_name} is ${found.state}: begin it again.`;
    throw new UserError('uploads.wrong-state', message);
  }
  try {
    await makeObject(services, { row, parts, signal });
  } catch (error) {
    const isLost = error instanceof UserError && error.code === 'uploads.lost';
    await move(isLost ? 'failed' : 'open', error instanceof UserError ? error.message : null);
    throw error;
  }
  await makeVideo(services, row);
}

/** Makes a video of an upload whose object is in the storage. */
async function makeVideo({ database, events, videoChecks }: CompletionServices, row: UploadRow): Promise<void> {
  const videoId = await database.transaction(async (transaction) => {
    const completed = await transaction
      .updateTable('uploads')
      .set({ state: 'completed', reason: null })
      .where('id', '=', row.id)
      .where('state', 'in', GOING_ON)
      .returning('id')
      .executeTakeFirst();
    // Somebody else was faster, on another server.
    if (!completed) return null;
    const current = await transaction
      .selectFrom('videos')
      .select('id')
      .where('episode_id', '=', row.episode_id)
      .where('is_current', '=', true)
      .executeTakeFirst();
    const { id } = await transaction
      .insertInto('videos')
      .values({
        episode_id: row.episode_id,
        blob_key: row.blob_key,
        file_name: row.file_name,
        bytes: row.bytes,
        sha256: null,
        state: 'checking',
        reason: null,
        duration_seconds: null,
        proxy_key: null,
        // One that replaces another shows only when it has been found to be good.
        is_current: current === undefined,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });
  if (videoId === null) return;
  videoChecks.start(videoId);
  await announce(events, { type: 'episode-changed', episode: row.episode_id });
}

async function makeObject(
  { blobs }: UploadStores,
  { row, parts, signal }: { row: UploadRow; parts: readonly NamedPart[] | null; signal: AbortSignal },
): Promise<void> {
  const handle = handleOf(row);
  // Not aborted then: Swift takes the object away with an upload that was completed before.
  if (await isStored(blobs, row.blob_key, row.bytes)) return;
  try {
    const arrived = await blobs.multipart.listParts(handle, { signal });
    await blobs.multipart.complete(handle, checkParts(row, arrived, parts), { signal });
  } catch (cause) {
    if (!(cause instanceof UserError && cause.code === 'blobs.no-such-upload')) throw cause;
    if (await isStored(blobs, row.blob_key, row.bytes)) return;
    const message = `The storage no longer knows the upload of ${row.file_name}: begin it again.`;
    throw new UserError('uploads.lost', message, { cause });
  }
}
