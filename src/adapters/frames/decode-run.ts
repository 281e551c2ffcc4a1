/** One run of ffmpeg as frames. */
import { type DecodeCommand, ffmpegArguments } from './ffmpeg-arguments.ts';
import { type FfmpegProcess, type ProcessEnd, startFfmpeg } from './ffmpeg-process.ts';
import { readFrameTimes } from './frame-times.ts';
import type { DecodedFrame } from './port.ts';
import { readPictures } from './read-pictures.ts';
import { watchForStall } from './stall-watch.ts';
import { VideoError } from './video-error.ts';

/** What is known when ffmpeg has come to the end by itself. */
export interface RunSummary {
  readonly end: ProcessEnd;
  /** Complaints of level error or worse. */
  readonly errors: number;
  readonly lastComplaint: string | null;
  /** Frames left out because their time was not after that of the frame before. */
  readonly outOfOrder: number;
}

export interface RunLimits {
  readonly signal?: AbortSignal | undefined;
  /** Longest wait for one picture, in milliseconds. */
  readonly stallMs: number;
}

/**
 * Yields the frames in the order of their strictly increasing PTS. When ffmpeg came to the end by itself, `onEnd` gets a
 * summary; what it throws ends the iteration. However the iteration ends, by itself, early or by an error, ffmpeg is
 * gone afterwards.
 *
 * @throws VideoError `video.decoder-hangs` or `video.decoder-missing`; the signal's reason when aborted.
 */
export async function* decodeRun(
  command: DecodeCommand,
  limits: RunLimits,
  onEnd: (summary: RunSummary) => void,
): AsyncGenerator<DecodedFrame, void> {
  const { signal } = limits;
  signal?.throwIfAborted();
  const { width, height, reusePicture = false } = command.size;
  const process = startFfmpeg(command.binaries.ffmpeg, ffmpegArguments(command));
  signal?.addEventListener('abort', process.kill);
  const watch = watchForStall(process, limits.stallMs);
  const pictures = readPictures(process.pictures, { size: width * height * 3, reuse: reusePicture });
  const times = readFrameTimes(process.times);
  let last = Number.NEGATIVE_INFINITY;
  let outOfOrder = 0;
  try {
    while (true) {
      const data = await watch.while(pictures.next());
      const time = data.done ? null : await watch.while(times.next());
      signal?.throwIfAborted();
      if (data.done || time === null || time.done) break;
      if (!(time.value.pts > last)) {
        outOfOrder += 1;
        continue;
      }
      last = time.value.pts;
      yield { ...time.value, picture: { width, height, data: data.value } };
      signal?.throwIfAborted();
    }
    onEnd(await summarise(process, command, outOfOrder));
  } finally {
    watch.stop();
    signal?.removeEventListener('abort', process.kill);
    await process.stop();
  }
}

async function summarise(process: FfmpegProcess, command: DecodeCommand, outOfOrder: number): Promise<RunSummary> {
  const end = await process.ended;
  if (end.startError !== null) {
    throw new VideoError('video.decoder-missing', `${command.binaries.ffmpeg} does not run: install FFmpeg again.`, {
      cause: end.startError,
    });
  }
  return { end, errors: process.log.errors(), lastComplaint: process.log.lastComplaint(), outOfOrder };
}
