import { fileInput } from './ffmpeg-input.ts';
import { filterGraph } from './filter-graph.ts';
import type { FfmpegBinaries } from './locate-ffmpeg.ts';
import type { DecodeRunPlan } from './plan-decode-runs.ts';
import type { DecodeOptions, VideoProbe } from './port.ts';

/** File descriptor on which ffmpeg writes the times of the frames. */
export const TIMES_FD = 3;

/** Everything that one run of ffmpeg depends on. */
export interface DecodeCommand {
  readonly binaries: FfmpegBinaries;
  /** Whether the `zscale` filter exists; asked only for what it is used for. */
  readonly zscale: boolean;
  readonly video: VideoProbe;
  readonly plan: DecodeRunPlan;
  readonly size: Pick<DecodeOptions, 'width' | 'height' | 'threads' | 'reusePicture'>;
}

/**
 * Arguments of ffmpeg: raw RGB pictures on standard output, and for each a line with its time on {@link TIMES_FD}.
 *
 * `-copyts` and the passthrough of time stamps keep the container's PTS; the time base of the output is set to the
 * stream's, so no rounding happens. The times are those of a second output in `framecrc` format, because that format is
 * text, is flushed after each frame, and exists in every version. They come first: ffmpeg hands all frames that it has to
 * one output before it turns to the next, so pictures in front could fill their pipe while their times are still to come.
 */
export function ffmpegArguments({ binaries, zscale, video, plan, size }: DecodeCommand): readonly string[] {
  const threads = size.threads === undefined ? [] : ['-threads', `${size.threads}`];
  const graphThreads = size.threads === undefined ? [] : ['-filter_complex_threads', `${size.threads}`];
  // An absolute time on the container's clock; the frames from the key frame on are kept, the select filter chooses.
  const seek =
    plan.seekSeconds === null ? [] : ['-seek_timestamp', '1', '-noaccurate_seek', '-ss', plan.seekSeconds.toFixed(3)];
  const { numerator, denominator } = video.timeBase;
  const timing = [
    ...(binaries.fpsMode ? ['-fps_mode', 'passthrough'] : ['-vsync', 'passthrough']),
    ...['-enc_time_base', `${numerator}:${denominator}`],
  ];
  const graph = filterGraph({
    video,
    ...size,
    wanted: plan.wanted,
    seeking: plan.seekSeconds !== null,
    zscale,
  });
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'repeat+level+warning'],
    ...graphThreads,
    ...['-copyts', '-noautorotate', ...threads, ...seek],
    ...fileInput(video.path),
    ...['-filter_complex', graph],
    ...['-map', '[time]', ...timing, '-flush_packets', '1', '-f', 'framecrc', `pipe:${TIMES_FD}`],
    ...['-map', '[picture]', ...timing, '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'],
  ];
}
