/** Makes the rendition of a video that browsers can play, beside the video. */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { proxyKey } from '../../../adapters/blobs/object-layout.ts';
import type { BlobStore } from '../../../adapters/blobs/port.ts';
import type { Database } from '../../../adapters/database/port.ts';
import type { EventLog } from '../../../adapters/events/port.ts';
import type { FrameSource, VideoTranscoder } from '../../../adapters/frames/port.ts';
import { UserError } from '../../../errors.ts';
import { announce } from '../../announce.ts';
import type { VideoFiles } from '../../jobs/video-files.ts';
import { readVideoRow } from './video-rows.ts';

export interface ProxyServices {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly events: EventLog;
  readonly files: VideoFiles;
  readonly frames: FrameSource;
  readonly transcoder: VideoTranscoder;
  /** For the file that is being made; made when first needed. */
  readonly workDirectory: string;
}

export interface ProxyRequest {
  readonly videoId: string;
  readonly signal: AbortSignal;
  /** Told the seconds of video done, and how many there are; null where the file does not say. */
  readonly onProgress?: (done: number, total: number | null) => void;
}

/**
 * Gives the key of the rendition. One that is there is not made again.
 *
 * @throws UserError `videos.not-found`, `videos.wrong-state`; VideoError; BlobError; the signal's reason.
 */
export async function makeProxy(
  services: ProxyServices,
  { videoId, signal, onProgress }: ProxyRequest,
): Promise<string> {
  const { database, blobs, events, files, frames, transcoder, workDirectory } = services;
  const row = await readVideoRow(database.queries, videoId);
  if (row.proxy_key !== null) return row.proxy_key;
  if (row.state !== 'ready') {
    throw new UserError('videos.wrong-state', `${row.file_name} is ${row.state}: only checked videos get a rendition.`);
  }
  const key = proxyKey(row.blob_key);
  const target = path.join(workDirectory, `${randomUUID()}.mp4`);
  const local = await files.fetch(row.blob_key, { bytes: row.bytes, signal });
  try {
    await mkdir(workDirectory, { recursive: true });
    const probe = await frames.probe(local.path, { signal });
    const total = probe.durationSeconds;
    await transcoder.toBrowserVideo(probe, target, { signal, onSeconds: (done) => onProgress?.(done, total) });
    const { size: bytes } = await stat(target);
    await blobs.put(key, createReadStream(target), { contentType: 'video/mp4', bytes, signal });
  } finally {
    await rm(target, { force: true });
    await local.release();
  }
  await database.queries.updateTable('videos').set({ proxy_key: key }).where('id', '=', videoId).execute();
  await announce(events, { type: 'episode-changed', episode: row.episode_id });
  return key;
}
