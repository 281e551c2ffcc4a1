/** Arguments of ffmpeg for a rendition that browsers play. Pure. */
import { fileInput } from './ffmpeg-input.ts';
import { turn } from './filter-graph.ts';
import { toSdr } from './hdr-filters.ts';
import type { FfmpegBinaries } from './locate-ffmpeg.ts';
import type { VideoProbe } from './port.ts';

/** Larger pictures are scaled down: nobody sees more in a page, and few decoders do more in hardware. */
const LONG_SIDE = 1920;
const SHORT_SIDE = 1080;
/** Seconds between key frames: how far a player has to decode when somebody jumps. */
const KEY_FRAME_SECONDS = 2;

export function browserVideoArguments(
  binaries: Pick<FfmpegBinaries, 'fpsMode'> & { readonly zscale: boolean },
  video: VideoProbe,
  target: string,
): readonly string[] {
  const { numerator, denominator } = video.timeBase;
  const graph = [`[0:${video.streamIndex}]${pictures(video, binaries.zscale).join(',')}[picture]`];
  if (video.audioCodec !== null) graph.push(`[0:a:0]${sound(video).join(',')}[sound]`);
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'repeat+level+warning', '-progress', 'pipe:1'],
    ...['-copyts', '-noautorotate'],
    ...fileInput(video.path),
    ...['-filter_complex', graph.join(';'), '-map', '[picture]'],
    // Frames as they come, on the clock of the video: none is doubled or left out.
    ...(binaries.fpsMode ? ['-fps_mode', 'passthrough'] : ['-vsync', 'passthrough']),
    ...['-enc_time_base', `${numerator}:${denominator}`, '-video_track_timescale', `${denominator}`],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-pix_fmt', 'yuv420p'],
    ...['-force_key_frames', `expr:gte(t,n_forced*${KEY_FRAME_SECONDS})`],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
    ...(video.audioCodec === null ? [] : ['-map', '[sound]', '-c:a', 'aac', '-b:a', '128k', '-ac', '2']),
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-max_muxing_queue_size', '4096'],
    ...['-movflags', '+faststart', '-f', 'mp4', '-y', `file:${target}`],
  ];
}

/** Upright size with even sides, inside the largest. */
export function browserVideoSize({ displayWidth, displayHeight }: Pick<VideoProbe, 'displayWidth' | 'displayHeight'>): {
  readonly width: number;
  readonly height: number;
} {
  const long = Math.max(displayWidth, displayHeight);
  const short = Math.min(displayWidth, displayHeight);
  const factor = Math.min(1, LONG_SIDE / long, SHORT_SIDE / short);
  const even = (side: number): number => Math.max(2, Math.round((side * factor) / 2) * 2);
  return { width: even(displayWidth), height: even(displayHeight) };
}

function pictures(video: VideoProbe, zscale: boolean): readonly string[] {
  const { numerator, denominator } = video.timeBase;
  const { width, height } = browserVideoSize(video);
  const isTurned = video.rotation === 90 || video.rotation === 270;
  const scale = `scale=${isTurned ? `${height}:${width}` : `${width}:${height}`}:flags=bicubic`;
  const { matrix, range } = video.colour;
  const from = matrix === 'rgb' ? '' : `:in_color_matrix=${matrix}:in_range=${range === 'full' ? 'pc' : 'tv'}`;
  const to = 'out_color_matrix=bt709:out_range=tv';
  const wide = zscale ? toSdr(video) : null;
  return [
    ...(video.interlaced ? ['bwdif=mode=send_frame:parity=auto:deint=interlaced'] : []),
    `settb=${numerator}/${denominator}`,
    'setpts=PTS-STARTPTS',
    ...(wide === null ? [`${scale}${from}:${to}`] : [scale + wide.keepColour, ...wide.filters, `scale=${to}`]),
    ...turn(video.rotation),
    'format=yuv420p',
    'setsar=1',
  ];
}

/** Sound moves with the pictures: what is heard at the first frame is heard at 0, silence fills what is missing before. */
function sound({ startPts, timeBase }: VideoProbe): readonly string[] {
  const start = ((startPts ?? 0) * timeBase.numerator) / timeBase.denominator;
  return [`atrim=start=${start.toFixed(6)}`, `asetpts=PTS-(${start.toFixed(6)})/TB`, 'aresample=async=1:first_pts=0'];
}
