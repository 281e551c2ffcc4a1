import { open } from 'node:fs/promises';
import { VideoError } from './video-error.ts';

/** A file that takes longer than this to describe is damaged in a way that makes the demuxer search for ever. */
export const PROBE_LIMIT_MS = 120_000;

/** What `execFile` rejects with. */
interface ProcessFailure {
  readonly stderr?: string;
  readonly code?: string | number | null;
  readonly signal?: string | null;
  readonly killed?: boolean;
}

/** Turns the way in which ffprobe failed on a file into what the user can do about it. */
export async function explainProbeFailure(path: string, cause: unknown): Promise<VideoError> {
  const { stderr = '', code, killed = false, signal } = cause as ProcessFailure;
  if (code === 'ENOENT' || code === 'EACCES') {
    return new VideoError('video.decoder-missing', 'ffprobe does not run: install FFmpeg again.', { cause });
  }
  if (killed) {
    const message = `${path} could not be understood in ${PROBE_LIMIT_MS / 1000} s: convert it first.`;
    return new VideoError('video.not-a-video', message, { cause });
  }
  if (typeof signal === 'string') {
    const message = `ffprobe was ended by ${signal} on ${path}: run again, or install another FFmpeg.`;
    return new VideoError('video.decoder-killed', message, { cause, retryable: true });
  }
  if (stderr.includes('moov atom not found') && (await beginsLikeMp4(path))) {
    const message = `${path} was cut off before its index was written, so it cannot be played: copy or export it again.`;
    return new VideoError('video.no-index', message, { cause });
  }
  const message = `${path} is not a video that FFmpeg can read: check that it plays, or convert it to MP4.`;
  return new VideoError('video.not-a-video', message, { cause });
}

/** ffprobe misses the index of anything that is named .mp4, so the first box tells a film from another file. */
async function beginsLikeMp4(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer } = await handle.read(Buffer.alloc(8), 0, 8, 0);
    return ['ftyp', 'mdat', 'free', 'skip', 'wide'].includes(buffer.toString('latin1', 4, 8));
  } finally {
    await handle.close();
  }
}
