/** Whether a file is a video that can be analysed. */
import type { FrameSource, VideoProbe } from '../../../adapters/frames/port.ts';
import { UserError } from '../../../errors.ts';
import { hashFile } from '../../jobs/analyze/hash.ts';

/** Beyond these a file is taken for one that is made to keep the machine busy. */
const MOST_SECONDS = 12 * 3600;
const MOST_PIXELS = 8192 * 4320;
const MOST_STREAMS = 64;

/** What is wrong with the file, not with the machine: looking again would find the same. */
const FINAL = new Set([
  'video.missing',
  'video.empty',
  'video.not-a-file',
  'video.not-a-video',
  'video.no-index',
  'video.no-video-stream',
  'video.too-large-picture',
  'videos.damaged',
  'blobs.not-found',
]);

export interface JudgedFile {
  readonly path: string;
  /** What people know it by. */
  readonly fileName: string;
  /** As its sender computed it; null: it did not. */
  readonly promisedSha256: string | null;
}

export interface GoodVideo {
  readonly sha256: string;
  readonly probe: VideoProbe;
}

/** @throws UserError for which {@link isFinal} says whether the video is to blame. */
export async function judgeVideo(
  { path, fileName, promisedSha256 }: JudgedFile,
  frames: FrameSource,
  signal: AbortSignal,
): Promise<GoodVideo> {
  const sha256 = await hashFile(path, { signal });
  if (promisedSha256 !== null && sha256 !== promisedSha256) {
    throw new UserError(
      'videos.damaged',
      `${fileName} arrived with the SHA-256 ${sha256} instead of ${promisedSha256}: upload it again.`,
    );
  }
  const probe = await frames.probe(path, { signal }).catch((error: unknown) => {
    throw named(error, path, fileName);
  });
  const complaint = complaintAbout(probe);
  if (complaint === null) return { sha256, probe };
  throw new UserError('videos.damaged', `${fileName} ${complaint}`);
}

/** Whether the error says what is wrong with the video for good. */
export const isFinal = (error: unknown): error is UserError => error instanceof UserError && FINAL.has(error.code);

function complaintAbout({ durationSeconds, width, height, videoStreams, audioStreams }: VideoProbe): string | null {
  if ((durationSeconds ?? 0) > MOST_SECONDS)
    return `is longer than ${MOST_SECONDS / 3600} hours: cut it into episodes.`;
  if (width * height > MOST_PIXELS) return `has pictures of ${width}×${height}: scale it down to 8192×4320 or less.`;
  if (videoStreams + audioStreams > MOST_STREAMS) return `has more than ${MOST_STREAMS} streams: export it with fewer.`;
  return null;
}

/** The server's paths mean nothing to who uploaded the file. */
function named(error: unknown, path: string, fileName: string): unknown {
  if (!(error instanceof UserError)) return error;
  const { code, message, retryable } = error;
  return new UserError(code, message.replaceAll(path, fileName), { cause: error, retryable });
}
