import type { FfmpegProcess } from './ffmpeg-process.ts';
import { VideoError } from './video-error.ts';

export interface StallWatch {
  /** Waits for a promise; when that takes too long, ends ffmpeg and throws. Time spent elsewhere does not count. */
  while<T>(waiting: Promise<T>): Promise<T>;
  stop(): void;
}

export function watchForStall(process: Pick<FfmpegProcess, 'kill'>, stallMs: number): StallWatch {
  let waiting = false;
  let stalled = false;
  const timer = setTimeout(() => {
    if (!waiting) return;
    stalled = true;
    process.kill();
  }, stallMs);
  return {
    async while(promise) {
      waiting = true;
      timer.refresh();
      const result = await promise;
      waiting = false;
      if (!stalled) return result;
      throw new VideoError(
        'video.decoder-hangs',
        `FFmpeg gave no picture for ${stallMs / 1000} s and was ended: try again on a machine with less load, or convert the video to H.264.`,
        { retryable: true },
      );
    },
    stop: () => clearTimeout(timer),
  };
}
