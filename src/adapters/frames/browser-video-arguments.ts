/** Arguments of ffmpeg for a rendition that browsers play. Pure. */
import { fileInput } from './ffmpeg-input.ts';
import { toSdr } from './hdr-filters.ts';
import type { FfmpegBinaries } from './locate-ffmpeg.ts';
import { OVERLAY_TIME_SCALE, type OverlayClip, type VideoProbe } from './port.ts';

/** Larger pictures are scaled down: nobody sees more in a page, and few decoders do more in hardware. */
const LONG_SIDE = 1920;
const SHORT_SIDE = 1080;
/** Seconds between key frames: how far a player has to decode when somebody jumps. */
const KEY_FRAME_SECONDS = 2;
/**
 * Older versions do not know how long the last frame lasts and write an edit list that ends before it. Without the list it
 * stays; then nothing may begin before 0: no frames that are decoded ahead, and no lead-in of the AAC encoder, in whose place
 * the first samples go.
 */
const OLD_MUXER = ['-bf', '0', '-use_editlist', '0'];
const OLD_MUXER_SOUND = 'atrim=start_sample=1024';

export function browserVideoArguments(
  binaries: Pick<FfmpegBinaries, 'fpsMode'> & { readonly zscale: boolean },
  video: VideoProbe,
  output: { readonly target: string } | OverlayClip,
): readonly string[] {
  const clip = 'overlayFolder' in output ? output : null;
  const { numerator, denominator } = video.timeBase;
  const graph = [`[0:${video.streamIndex}]${pictures(video, { zscale: binaries.zscale, clip }).join(',')}[picture]`];
  if (video.audioCodec !== null)
    graph.push(`[0:a:0]${sound(video, { isNew: binaries.fpsMode, clip }).join(',')}[sound]`);
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'repeat+level+warning', '-progress', 'pipe:1'],
    // ffmpeg itself makes pictures upright, and drops the note that they have to be turned.
    '-copyts',
    ...seek(video, clip),
    ...fileInput(video.path),
    ...['-filter_complex', graph.join(';'), '-map', '[picture]'],
    // Frames as they come, on the clock of the video: none is doubled or left out.
    ...(binaries.fpsMode ? ['-fps_mode', 'passthrough'] : ['-vsync', 'passthrough']),
    ...['-enc_time_base', `${numerator}:${denominator}`, '-video_track_timescale', `${denominator}`],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-pix_fmt', 'yuv420p'],
    ...(binaries.fpsMode ? [] : OLD_MUXER),
    ...['-force_key_frames', `expr:gte(t,n_forced*${KEY_FRAME_SECONDS})`],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
    ...(video.audioCodec === null ? [] : ['-map', '[sound]', '-c:a', 'aac', '-b:a', '128k', '-ac', '2']),
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-max_muxing_queue_size', '4096'],
    ...['-movflags', '+faststart', '-f', 'mp4', '-y', `file:${output.target}`],
  ];
}

/** Upright size with even sides, inside the largest. */
function browserVideoSize({ displayWidth, displayHeight }: Pick<VideoProbe, 'displayWidth' | 'displayHeight'>): {
  readonly width: number;
  readonly height: number;
} {
  const long = Math.max(displayWidth, displayHeight);
  const short = Math.min(displayWidth, displayHeight);
  const factor = Math.min(1, LONG_SIDE / long, SHORT_SIDE / short);
  const even = (side: number): number => Math.max(2, Math.round((side * factor) / 2) * 2);
  return { width: even(displayWidth), height: even(displayHeight) };
}

/** How far before the clip decoding begins: hardly any group of pictures is longer. */
const LEAD_SECONDS = 20;

function seek({ timeBase }: VideoProbe, clip: OverlayClip | null): readonly string[] {
  const at = clip === null ? 0 : (clip.startPts * timeBase.numerator) / timeBase.denominator - LEAD_SECONDS;
  return at <= 0 ? [] : ['-seek_timestamp', '1', '-noaccurate_seek', '-ss', at.toFixed(3)];
}

function pictures(
  video: VideoProbe,
  { zscale, clip }: { readonly zscale: boolean; readonly clip: OverlayClip | null },
): readonly string[] {
  const { numerator, denominator } = video.timeBase;
  const { width, height } = browserVideoSize(video);
  const scale = `scale=${width}:${height}:flags=bicubic`;
  const { matrix, range } = video.colour;
  const from = matrix === 'rgb' ? '' : `:in_color_matrix=${matrix}:in_range=${range === 'full' ? 'pc' : 'tv'}`;
  const to = 'out_color_matrix=bt709:out_range=tv';
  const wide = zscale ? toSdr(video) : null;
  return [
    ...(video.interlaced ? ['bwdif=mode=send_frame:parity=auto:deint=interlaced'] : []),
    `settb=${numerator}/${denominator}`,
    ...(clip === null ? [] : [`trim=start_pts=${clip.startPts}:end_pts=${clip.endPts}`]),
    'setpts=PTS-STARTPTS',
    ...(wide === null ? [`${scale}${from}:${to}`] : [scale + wide.keepColour, ...wide.filters, `scale=${to}`]),
    'format=yuv420p',
    'setsar=1',
    // By names alone: ffmpeg runs in the overlay's folder.
    ...(clip === null
      ? []
      : [`setpts=PTS*${OVERLAY_TIME_SCALE}`, 'ass=overlay.ass:fontsdir=fonts', `setpts=PTS/${OVERLAY_TIME_SCALE}`]),
  ];
}

/** Sound moves with the pictures: what is heard at the first frame is heard at 0, silence fills what is missing before. */
function sound(
  { startPts, timeBase }: VideoProbe,
  { isNew, clip }: { readonly isNew: boolean; readonly clip: OverlayClip | null },
): readonly string[] {
  const secondsOf = (ticks: number): number => (ticks * timeBase.numerator) / timeBase.denominator;
  const start = secondsOf(clip?.startPts ?? startPts ?? 0);
  const end = clip === null ? '' : `:end=${secondsOf(clip.endPts).toFixed(6)}`;
  return [
    `atrim=start=${start.toFixed(6)}${end}`,
    `asetpts=PTS-(${start.toFixed(6)})/TB`,
    'aresample=async=1:first_pts=0',
    ...(isNew ? [] : [OLD_MUXER_SOUND]),
  ];
}
