/**
 * Takes the one place that an episode has for a video on its way. Every upload gets a key that was never used before, by a video,
 * an upload or an object: what is found at the key later can only have come by this upload.
 */
import { type EpisodePlace, videoKey, videoPrefix } from '../../../adapters/blobs/object-layout.ts';
import { UserError } from '../../../errors.ts';
import { MAX_UPLOAD_BYTES } from '../../contract/uploads.ts';
import { placeOfEpisode } from '../../episode-place.ts';
import { isStored } from './is-stored.ts';
import { partBytesFor } from './part-sizes.ts';
import { expiryAfter } from './upload-expiry.ts';
import { GOING_ON, type UploadRow, type UploadStores } from './upload-rows.ts';
import { videoTypeOf } from './video-types.ts';

export interface WantedUpload {
  readonly episodeId: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly contentType: string;
  readonly sha256: string | null;
  readonly replace: boolean;
  readonly actor: string;
  readonly now: Date;
  /** Where the object is already. Absent: a new key. */
  readonly key?: string;
}

/**
 * Gives the upload of the same file that is going on, else a new one.
 *
 * @throws UserError `episodes.not-found`, `uploads.wrong-type`, `uploads.too-large`, `uploads.exists`, `videos.exists`.
 */
export async function claimUpload(stores: UploadStores, wanted: WantedUpload): Promise<UploadRow> {
  const { database, blobs } = stores;
  const { episodeId, fileName, bytes } = wanted;
  const { extension, contentType } = videoTypeOf(fileName, wanted.contentType);
  if (bytes > MAX_UPLOAD_BYTES) {
    const most = `${MAX_UPLOAD_BYTES / 1024 ** 3} GiB`;
    throw new UserError('uploads.too-large', `${fileName} is larger than ${most}: convert it to a smaller file first.`);
  }
  const place = await placeOfEpisode(database.queries, episodeId);
  const going = await goingOn(stores, wanted);
  if (going) return going;
  await refuseSecondVideo(stores, wanted);
  const key = wanted.key ?? (await unusedKey(stores, { episodeId, place, extension }));
  const handle = await blobs.multipart.create(key, { contentType, partChecksums: true });
  const made = await database.queries
    .insertInto('uploads')
    .values({
      episode_id: episodeId,
      blob_key: key,
      store_upload_id: handle.uploadId,
      file_name: fileName,
      content_type: contentType,
      bytes,
      part_bytes: partBytesFor(bytes),
      sha256: wanted.sha256,
      state: 'open',
      reason: null,
      created_by: wanted.actor,
      expires_at: expiryAfter(wanted.now),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
    .catch(async (error: unknown) => {
      await blobs.multipart.abort(handle);
      throw error;
    });
  if (made) return made;
  // Another tab was faster by a moment: its upload is the one.
  await blobs.multipart.abort(handle);
  return await claimUpload(stores, wanted);
}

async function goingOn({ database }: UploadStores, wanted: WantedUpload): Promise<UploadRow | null> {
  const row = await database.queries
    .selectFrom('uploads')
    .selectAll()
    .where('episode_id', '=', wanted.episodeId)
    .where('state', 'in', GOING_ON)
    .executeTakeFirst();
  if (!row) return null;
  const isSame =
    row.file_name === wanted.fileName &&
    row.bytes === wanted.bytes &&
    (row.sha256 === null || wanted.sha256 === null || row.sha256 === wanted.sha256);
  if (isSame) return row;
  throw new UserError(
    'uploads.exists',
    `${row.file_name} is being uploaded to ${wanted.episodeId}: wait for it, or cancel that upload first.`,
  );
}

async function refuseSecondVideo({ database }: UploadStores, { episodeId, replace }: WantedUpload): Promise<void> {
  if (replace) return;
  const current = await database.queries
    .selectFrom('videos')
    .select('file_name')
    .where('episode_id', '=', episodeId)
    .where('is_current', '=', true)
    .executeTakeFirst();
  if (!current) return;
  throw new UserError(
    'videos.exists',
    `${episodeId} has the video ${current.file_name} already: choose another episode, or say that it is to be replaced.`,
  );
}

async function unusedKey(
  { database, blobs }: UploadStores,
  { episodeId, place, extension }: { episodeId: string; place: EpisodePlace; extension: string },
): Promise<string> {
  const [videos, uploads] = [
    await database.queries.selectFrom('videos').select('blob_key').where('episode_id', '=', episodeId).execute(),
    await database.queries.selectFrom('uploads').select('blob_key').where('episode_id', '=', episodeId).execute(),
  ];
  const known = [...videos, ...uploads].map(({ blob_key }) => blob_key);
  for (let version = 1; ; version++) {
    if (known.some((key) => key.startsWith(`${videoPrefix(place, version)}episode.`))) continue;
    const key = videoKey(place, extension, version);
    if (!(await isStored(blobs, key))) return key;
  }
}
