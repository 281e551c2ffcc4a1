import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { browserVideoArguments } from './browser-video-arguments.ts';
import { createDecoderLog } from './decoder-log.ts';
import { ffmpegEnvironment } from './ffmpeg-environment.ts';
import { toSdr } from './hdr-filters.ts';
import { type FfmpegBinaries, hasZscale } from './locate-ffmpeg.ts';
import type { OverlayClip, TranscodeOptions, VideoProbe, VideoTranscoder } from './port.ts';
import { VideoError } from './video-error.ts';

/** An encoder that gets nowhere for this long is taken to hang. */
const STALL_MS = 300_000;

/** Renditions through ffmpeg. Find the programs with `findFfmpeg`. */
export function createFfmpegTranscoder(binaries: FfmpegBinaries): VideoTranscoder {
  const convert = async (
    video: VideoProbe,
    output: { readonly target: string } | OverlayClip,
    options: TranscodeOptions,
  ): Promise<void> => {
    try {
      const zscale = toSdr(video) !== null && (await hasZscale(binaries));
      const cwd = 'overlayFolder' in output ? output.overlayFolder : undefined;
      const args = browserVideoArguments({ ...binaries, zscale }, video, output);
      await encode({ program: binaries.ffmpeg, args, cwd }, options);
    } catch (error) {
      await rm(output.target, { force: true });
      throw error;
    }
  };
  return {
    async toBrowserVideo(video, target, options = {}) {
      await convert(video, { target }, options);
      // What ffmpeg says last lacks what it had done when it first said something.
      if (video.durationSeconds !== null) options.onSeconds?.(video.durationSeconds);
    },
    toOverlayClip: (video, clip, options = {}) => convert(video, clip, options),
  };
}

interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string | undefined;
}

async function encode({ program, args, cwd }: Command, { signal, onSeconds }: TranscodeOptions): Promise<void> {
  signal?.throwIfAborted();
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    cwd,
    env: ffmpegEnvironment(),
  });
  const log = createDecoderLog();
  child.stderr.setEncoding('utf8').on('data', log.write);
  let isStalled = false;
  const stall = setTimeout(() => {
    isStalled = true;
    kill();
  }, STALL_MS);
  const kill = (): void => void child.kill('SIGKILL');
  let reached = -1;
  createInterface({ input: child.stdout }).on('line', (line) => {
    // In microseconds, whatever the name says.
    const seconds = Number(/^out_time_ms=(\d+)$/.exec(line)?.[1] ?? Number.NaN) / 1e6;
    if (!(seconds > reached)) return;
    reached = seconds;
    stall.refresh();
    onSeconds?.(seconds);
  });
  signal?.addEventListener('abort', kill);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    }).catch((cause: unknown) => {
      throw new VideoError('video.decoder-missing', `${program} does not run: install FFmpeg again.`, { cause });
    });
    signal?.throwIfAborted();
    if (code !== 0) throw failure({ code, isStalled, complaint: log.lastComplaint() ?? 'it does not say why' });
  } finally {
    clearTimeout(stall);
    signal?.removeEventListener('abort', kill);
  }
}

function failure({ code, isStalled, complaint }: { code: number | null; isStalled: boolean; complaint: string }) {
  if (isStalled) {
    const message = `FFmpeg got nowhere for ${STALL_MS / 1000} s and was ended: try again on a machine with less load.`;
    return new VideoError('video.decoder-hangs', message, { retryable: true });
  }
  if (code === null || /No space left|Cannot allocate memory|Too many open files/i.test(complaint)) {
    const message = `FFmpeg was ended, or ran out of memory or disk space (${complaint}): free some and try again.`;
    return new VideoError('video.decoder-out-of-resources', message, { retryable: true });
  }
  return new VideoError(
    'video.nothing-decodes',
    `FFmpeg could not convert the video (${complaint}): check that it plays.`,
  );
}
