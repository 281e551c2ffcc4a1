/** Makes the sheets of small pictures of a video, and its poster. */
import sharp from 'sharp';
import { thumbsPrefix } from '../../../adapters/blobs/object-layout.ts';
import type { BlobStore } from '../../../adapters/blobs/port.ts';
import { toJson } from '../../../adapters/database/column-values.ts';
import type { Database } from '../../../adapters/database/port.ts';
import type { EventLog } from '../../../adapters/events/port.ts';
import type { FrameSource, VideoProbe, VideoStills } from '../../../adapters/frames/port.ts';
import { UserError } from '../../../errors.ts';
import type { RgbPicture } from '../../../pipeline/units.ts';
import { announce } from '../../announce.ts';
import { placeOfEpisode } from '../../episode-place.ts';
import type { VideoFiles } from '../../jobs/video-files.ts';
import { choosePoster, contentOf } from './choose-poster.ts';
import { COLUMNS, type ThumbnailRecord, TILE_SIDE, thumbnailInterval } from './thumbnail-record.ts';
import { createSheets } from './thumbnail-sheets.ts';
import { readVideoRow } from './video-rows.ts';

export interface ThumbnailServices {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly events: EventLog;
  readonly files: VideoFiles;
  readonly frames: FrameSource;
  readonly stills: VideoStills;
}

export interface ThumbnailRequest {
  readonly videoId: string;
  readonly signal: AbortSignal;
  /** Told the seconds of video done, and how many there are; null where the file does not say. */
  readonly onProgress?: (done: number, total: number | null) => void;
}

const POSTER_SIDE = 640;
const POSTER = { quality: 80 } as const;

/**
 * Those that are there are not made again. Memory does not grow with the video: one sheet is held at a time.
 *
 * @throws UserError `videos.not-found`, `videos.wrong-state`; VideoError; BlobError; the signal's reason.
 */
export async function makeThumbnails(services: ThumbnailServices, request: ThumbnailRequest): Promise<void> {
  const { database, blobs, events, files, frames } = services;
  const { videoId, signal } = request;
  const row = await readVideoRow(database.queries, videoId);
  if (row.thumbnails !== null) return;
  if (row.state !== 'ready') {
    throw new UserError('videos.wrong-state', `${row.file_name} is ${row.state}: only checked videos get thumbnails.`);
  }
  const prefix = thumbsPrefix(await placeOfEpisode(database.queries, row.episode_id), videoId);
  const local = await files.fetch(row.blob_key, { bytes: row.bytes, signal });
  try {
    const probe = await frames.probe(local.path, { signal });
    const { record, posterTile } = await makeSheets(services, probe, { ...request, prefix });
    const posterKey = `${prefix}poster.jpg`;
    const poster = await makePoster(services.stills, probe, { seconds: posterTile * record.intervalSeconds, signal });
    await blobs.put(posterKey, poster, { contentType: 'image/jpeg', signal });
    const { numUpdatedRows } = await database.queries
      .updateTable('videos')
      .set({ thumbnails: toJson<unknown>(record), poster_key: posterKey })
      .where('id', '=', videoId)
      .executeTakeFirst();
    // The video was deleted in the meantime, so nobody else will remove them.
    if (numUpdatedRows === 0n) await blobs.deletePrefix(prefix);
  } finally {
    await local.release();
  }
  await announce(events, { type: 'episode-changed', episode: row.episode_id });
}

async function makeSheets(
  { blobs, stills }: ThumbnailServices,
  probe: VideoProbe,
  { prefix, signal, onProgress }: ThumbnailRequest & { readonly prefix: string },
): Promise<{ record: ThumbnailRecord; posterTile: number }> {
  const size = within(probe, TILE_SIDE);
  const intervalSeconds = thumbnailInterval(probe.durationSeconds);
  const contents: number[] = [];
  const written: ThumbnailRecord['sheets'] = [];
  const sheets = createSheets(size, async (sheet, count) => {
    const key = `${prefix}sheet-${String(written.length + 1).padStart(3, '0')}.webp`;
    await blobs.put(key, sheet, { contentType: 'image/webp', signal });
    written.push({ key, count });
  });
  for await (const picture of stills.every(probe, { ...size, everySeconds: intervalSeconds, signal })) {
    await sheets.add(picture);
    contents.push(contentOf(picture));
    onProgress?.((contents.length - 1) * intervalSeconds, probe.durationSeconds);
  }
  await sheets.end();
  const record = { intervalSeconds, ...size, columns: COLUMNS, sheets: written };
  return { record, posterTile: choosePoster(contents) };
}

async function makePoster(
  stills: VideoStills,
  probe: VideoProbe,
  { seconds, signal }: { readonly seconds: number; readonly signal: AbortSignal },
): Promise<Uint8Array> {
  const size = { ...within(probe, POSTER_SIDE), signal };
  // Where the decoder cannot jump, the beginning has to do.
  const picture =
    (await stills.near(probe, { ...size, seconds })) ?? (await stills.near(probe, { ...size, seconds: 0 }));
  if (picture === null) {
    throw new UserError('video.nothing-decodes', 'The video gives no picture: check that it plays.');
  }
  return await toSharp(picture).jpeg(POSTER).toBuffer();
}

const toSharp = ({ width, height, data }: RgbPicture) => sharp(data, { raw: { width, height, channels: 3 } });

/** Even sides in the shape of the video, the longer one `side` at most; never enlarged. */
function within({ displayWidth, displayHeight }: VideoProbe, side: number): { width: number; height: number } {
  const factor = Math.min(1, side / Math.max(displayWidth, displayHeight));
  const even = (length: number): number => Math.max(2, 2 * Math.round((length * factor) / 2));
  return { width: even(displayWidth), height: even(displayHeight) };
}
