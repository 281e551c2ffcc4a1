/** Makes a file that was asked for and puts it into the storage. Interrupted anywhere, it can be done again. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { artifactKey } from '../../../adapters/blobs/object-layout.ts';
import type { FrameSource, VideoTranscoder } from '../../../adapters/frames/port.ts';
import { UserError } from '../../../errors.ts';
import { exportOptions, formatName } from '../../contract/exports.ts';
import type { VideoFiles } from '../../jobs/video-files.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { explainSystemError } from '../../system-error.ts';
import { formatNamed, writeExport } from './formats.ts';
import type { ClipRequest } from './make-clip.ts';
import { readStoredRun } from './read-stored-run.ts';

export interface ExportWorkshop extends ResultStores {
  readonly files: VideoFiles;
  /** Asked for when a video is needed. */
  readonly media: () => Promise<{ readonly frames: FrameSource; readonly transcoder: VideoTranscoder }>;
  /** For files that are being made; made when first needed. */
  readonly workDirectory: string;
}

export interface ExportJob {
  readonly exportId: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

const UNEXPLAINED = 'It failed without saying why.';

/** @throws UserError `exports.…`; VideoError; BlobError; the signal's reason. */
export async function makeExport(workshop: ExportWorkshop, job: ExportJob): Promise<void> {
  const { database, blobs, workDirectory } = workshop;
  const { exportId, signal } = job;
  const row = await database.queries.selectFrom('exports').selectAll().where('id', '=', exportId).executeTakeFirst();
  // Deleted, or made by an earlier try. One that was cancelled is begun again by whoever begins its job again.
  if (!row || row.state === 'done') return;
  const format = formatNamed(formatName.parse(row.format));
  const options = exportOptions.parse(row.options);
  const run = await readDoneRun(database.queries, row.run_id);
  await database.queries
    .updateTable('exports')
    .set({ state: 'running', reason: null, finished_at: null })
    .where('id', '=', exportId)
    .execute();
  const target = path.join(workDirectory, `${randomUUID()}.${format.extension}`);
  try {
    await mkdir(workDirectory, { recursive: true });
    const data = await readStoredRun(workshop, { runId: row.run_id, ...options });
    if (format.name === 'mp4') await clipOf(workshop, { data, target, job, videoId: run.videoId });
    else
      await pipeline(
        Readable.from(writeExport(format.name, data), { objectMode: false }),
        createWriteStream(target, { flush: true }),
        { signal },
      );
    const { size: bytes } = await stat(target);
    const sha256 = await hashOf(target);
    const key = artifactKey('analytics', run.place, `exports/${exportId}.${format.extension}`);
    await blobs.put(key, createReadStream(target), { contentType: format.contentType, bytes, sha256, signal });
    const { numUpdatedRows } = await database.queries
      .updateTable('exports')
      .set({ state: 'done', blob_key: key, bytes, sha256, finished_at: new Date() })
      .where('id', '=', exportId)
      .where('state', '=', 'running')
      .executeTakeFirst();
    // Deleted or stopped meanwhile: nobody would find it.
    if (numUpdatedRows === 0n) await blobs.delete(key);
  } catch (error) {
    const reason = signal.aborted ? signal.reason : explainSystemError(error);
    const message = reason instanceof Error ? reason.message : String(reason);
    const isCancelled = reason instanceof UserError && reason.code === 'jobs.cancelled';
    // Who cancelled it may have said so already.
    await database.queries
      .updateTable('exports')
      .set({ state: isCancelled ? 'cancelled' : 'failed', reason: message || UNEXPLAINED, finished_at: new Date() })
      .where('id', '=', exportId)
      .where('state', '=', 'running')
      .execute();
    throw error;
  } finally {
    await rm(target, { force: true });
  }
}

async function clipOf(
  workshop: ExportWorkshop,
  {
    data,
    target,
    job,
    videoId,
  }: Pick<ClipRequest, 'data' | 'target'> & {
    readonly job: ExportJob;
    readonly videoId: string;
  },
): Promise<void> {
  const { database, files, workDirectory } = workshop;
  const { signal, onProgress } = job;
  const video = await database.queries
    .selectFrom('videos')
    .select(['blob_key', 'bytes'])
    .where('id', '=', videoId)
    .executeTakeFirstOrThrow();
  const local = await files.fetch(video.blob_key, { bytes: video.bytes, signal });
  try {
    const { frames, transcoder } = await workshop.media();
    const clip = { data, target, video: await frames.probe(local.path, { signal }), workFolder: workDirectory, signal };
    // Fonts and what draws them are loaded by those who need them.
    const { makeClip } = await import('./make-clip.ts');
    await makeClip(transcoder, { ...clip, ...(onProgress && { onProgress }) });
  } finally {
    await local.release();
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}
