import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { checkVideoFile } from './check-video-file.ts';
import { fileInput } from './ffmpeg-input.ts';
import { type FfprobeReport, readFfprobeReport } from './ffprobe-report.ts';
import type { VideoProbe } from './port.ts';
import { VideoError } from './video-error.ts';

const run = promisify(execFile);

/** A file that takes longer than this to describe is damaged in a way that makes the demuxer search for ever. */
const TIME_LIMIT_MS = 120_000;

/**
 * Asks ffprobe what a file holds.
 *
 * @throws VideoError when the file is no readable video; the signal's reason when aborted.
 */
export async function probeVideo(ffprobe: string, path: string, signal?: AbortSignal): Promise<VideoProbe> {
  await checkVideoFile(path);
  const wanted = ['-show_format', '-show_streams', '-of', 'json'];
  const options = { maxBuffer: 32 * 1024 * 1024, timeout: TIME_LIMIT_MS, ...(signal ? { signal } : {}) };
  const { stdout } = await run(ffprobe, ['-v', 'error', ...wanted, ...fileInput(path)], options).catch(
    (error: unknown) => {
      signal?.throwIfAborted();
      throw probeFailure(path, error);
    },
  );
  return readFfprobeReport(path, JSON.parse(stdout) as FfprobeReport);
}

function probeFailure(path: string, cause: unknown): VideoError {
  const { stderr = '', code, killed = false } = cause as { stderr?: string; code?: string | number; killed?: boolean };
  if (code === 'ENOENT' || code === 'EACCES') {
    return new VideoError('video.decoder-missing', 'ffprobe does not run: install FFmpeg again.', { cause });
  }
  if (killed) {
    return new VideoError(
      'video.not-a-video',
      `${path} could not be understood in ${TIME_LIMIT_MS / 1000} s: convert it first.`,
      { cause },
    );
  }
  if (stderr.includes('moov atom not found')) {
    return new VideoError(
      'video.no-index',
      `${path} was cut off before its index was written, so it cannot be played: copy or export the video again.`,
      { cause },
    );
  }
  return new VideoError(
    'video.not-a-video',
    `${path} is not a video that FFmpeg can read: check that it plays, or convert it to MP4.`,
    {
      cause,
    },
  );
}
