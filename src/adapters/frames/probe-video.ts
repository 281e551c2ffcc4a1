import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { checkVideoFile } from './check-video-file.ts';
import { explainProbeFailure, PROBE_LIMIT_MS } from './explain-probe-failure.ts';
import { ffmpegEnvironment } from './ffmpeg-environment.ts';
import { fileInput } from './ffmpeg-input.ts';
import { type FfprobeReport, readFfprobeReport } from './ffprobe-report.ts';
import type { VideoProbe } from './port.ts';

const run = promisify(execFile);

/**
 * Asks ffprobe what a file holds.
 *
 * @throws VideoError when the file is no readable video; the signal's reason when aborted.
 */
export async function probeVideo(ffprobe: string, path: string, signal?: AbortSignal): Promise<VideoProbe> {
  await checkVideoFile(path);
  const wanted = ['-show_format', '-show_streams', '-of', 'json'];
  const options = {
    maxBuffer: 32 * 1024 * 1024,
    timeout: PROBE_LIMIT_MS,
    env: ffmpegEnvironment(),
    ...(signal ? { signal } : {}),
  };
  const { stdout } = await run(ffprobe, ['-v', 'error', ...wanted, ...fileInput(path)], options).catch(
    async (cause: unknown) => {
      signal?.throwIfAborted();
      throw await explainProbeFailure(path, cause);
    },
  );
  return readFfprobeReport(path, JSON.parse(stdout) as FfprobeReport);
}
