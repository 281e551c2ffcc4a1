/** Reads what ffprobe says about a file (`-of json -show_format -show_streams`). Pure. */
import type { VideoColour, VideoProbe } from './port.ts';
import { VideoError } from './video-error.ts';

/** Pictures beyond this are refused: a decoder may take gigabytes for them. */
const MAX_SIDE = 16_384;
const MAX_PIXELS = 64_000_000;

/** The part of ffprobe's report that is used. Everything may be absent. */
export interface FfprobeReport {
  readonly streams?: readonly FfprobeStream[];
  readonly format?: {
    readonly format_name?: string;
    readonly duration?: string;
    readonly tags?: { readonly timecode?: string };
  };
}

export interface FfprobeStream {
  readonly index: number;
  readonly codec_type?: string;
  readonly codec_name?: string;
  readonly width?: number;
  readonly height?: number;
  readonly pix_fmt?: string;
  readonly bits_per_raw_sample?: string;
  readonly sample_aspect_ratio?: string;
  readonly time_base?: string;
  readonly avg_frame_rate?: string;
  readonly start_pts?: number;
  readonly duration?: string;
  readonly field_order?: string;
  readonly color_range?: string;
  readonly color_space?: string;
  readonly color_transfer?: string;
  readonly color_primaries?: string;
  readonly disposition?: { readonly attached_pic?: number };
  readonly tags?: { readonly rotate?: string; readonly DURATION?: string; readonly timecode?: string };
  readonly side_data_list?: readonly { readonly rotation?: number }[];
}

/** Names of demuxers that are no film: text art, pictures and lists of other files. */
const NOT_FILMS = /^(tty|image2|.*_pipe|hls|concat|concatf|dash|imf|lavfi|lrc|srt|ass|webvtt)$/;

/**
 * @throws VideoError `video.not-a-video`, `video.no-video-stream` or `video.too-large-picture`.
 */
export function readFfprobeReport(path: string, report: FfprobeReport): VideoProbe {
  const streams = report.streams ?? [];
  const container = report.format?.format_name ?? 'unknown';
  if (NOT_FILMS.test(container)) {
    throw new VideoError('video.not-a-video', `${path} is no film (ffprobe calls it ${container}): give a video file.`);
  }
  const films = streams.filter((stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1);
  const audio = streams.filter((stream) => stream.codec_type === 'audio');
  const chosen = films[0];
  if (chosen === undefined) {
    const content = audio.length > 0 ? 'only sound' : 'no pictures';
    throw new VideoError('video.no-video-stream', `${path} has ${content}: give a file with a video stream.`);
  }
  return {
    path,
    container,
    ...describeStream(path, chosen),
    durationSeconds: duration(chosen, report),
    // The video's own before that of a time code track (`tmcd`) and of the file.
    startTimecode: [chosen, ...streams, report.format].find((each) => each?.tags?.timecode)?.tags?.timecode ?? null,
    videoStreams: films.length,
    audioStreams: audio.length,
    audioCodec: audio[0] === undefined ? null : (audio[0].codec_name ?? 'unknown'),
  };
}

function describeStream(
  path: string,
  stream: FfprobeStream,
): Omit<
  VideoProbe,
  'path' | 'container' | 'durationSeconds' | 'startTimecode' | 'videoStreams' | 'audioStreams' | 'audioCodec'
> {
  const { width: codedWidth, height: codedHeight } = storedSize(path, stream);
  const rotation = clockwiseRotation(stream);
  const turned = rotation === 90 || rotation === 270;
  const stored = aspectRatio(stream.sample_aspect_ratio);
  const sampleAspectRatio = turned ? { numerator: stored.denominator, denominator: stored.numerator } : stored;
  const width = turned ? codedHeight : codedWidth;
  const height = turned ? codedWidth : codedHeight;
  const pixelFormat = stream.pix_fmt ?? 'unknown';
  const dynamicRange = dynamicRangeOf(stream.color_transfer);
  return {
    codec: stream.codec_name ?? 'unknown',
    pixelFormat,
    width,
    height,
    displayWidth: Math.max(1, Math.round((width * sampleAspectRatio.numerator) / sampleAspectRatio.denominator)),
    displayHeight: height,
    rotation,
    sampleAspectRatio,
    timeBase: ratio(stream.time_base, '/') ?? { numerator: 1, denominator: 90_000 },
    averageFrameRate: frameRate(stream.avg_frame_rate),
    startPts: stream.start_pts ?? null,
    interlaced: ['tt', 'bb', 'tb', 'bt'].includes(stream.field_order ?? ''),
    bitDepth: bitDepth(stream, pixelFormat),
    dynamicRange,
    colour: colourOf(stream, dynamicRange),
    streamIndex: stream.index,
  };
}

function storedSize(path: string, stream: FfprobeStream): { readonly width: number; readonly height: number } {
  const { width = 0, height = 0 } = stream;
  if (width < 1 || height < 1) {
    throw new VideoError('video.not-a-video', `The pictures of ${path} cannot be decoded: convert it to H.264 first.`);
  }
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
    throw new VideoError(
      'video.too-large-picture',
      `The pictures of ${path} are too large (${width}×${height}; at most ${MAX_SIDE} a side and ${MAX_PIXELS / 1e6} million pixels): scale the video down first.`,
    );
  }
  return { width, height };
}

/** ffprobe counts the display matrix counter-clockwise; the old `rotate` tag is clockwise. */
function clockwiseRotation(stream: FfprobeStream): 0 | 90 | 180 | 270 {
  const matrix = stream.side_data_list?.find((data) => data.rotation !== undefined)?.rotation;
  const clockwise = matrix === undefined ? Number(stream.tags?.rotate ?? 0) : -matrix;
  const quarters = (((Math.round((Number.isFinite(clockwise) ? clockwise : 0) / 90) % 4) + 4) % 4) as 0 | 1 | 2 | 3;
  return ([0, 90, 180, 270] as const)[quarters];
}

/** Pixels more than ten times as wide as high, or the reverse, are taken for a broken tag. */
function aspectRatio(text: string | undefined): { readonly numerator: number; readonly denominator: number } {
  const parsed = ratio(text, ':');
  const square = { numerator: 1, denominator: 1 };
  if (parsed === null) return square;
  const value = parsed.numerator / parsed.denominator;
  return value > 10 || value < 0.1 ? square : parsed;
}

function ratio(text: string | undefined, separator: string): { numerator: number; denominator: number } | null {
  const [numerator = 0, denominator = 0] = (text ?? '').split(separator).map(Number);
  return numerator > 0 && denominator > 0 ? { numerator, denominator } : null;
}

function frameRate(text: string | undefined): number | null {
  const rate = ratio(text, '/');
  return rate === null ? null : rate.numerator / rate.denominator;
}

/** The stream's own length before the file's: sound is often longer. Matroska writes it into a tag. */
function duration(stream: FfprobeStream, report: FfprobeReport): number | null {
  const [hours, minutes, secondsPart] = (stream.tags?.DURATION ?? '').split(':').map(Number);
  const tagged = Number(hours) * 3600 + Number(minutes) * 60 + Number(secondsPart);
  return [Number(stream.duration), tagged, Number(report.format?.duration)].find((value) => value > 0) ?? null;
}

function bitDepth(stream: FfprobeStream, pixelFormat: string): number {
  const fromName = /p0?(9|10|12|14|16)(?:le|be)?$/.exec(pixelFormat)?.[1];
  return Number(stream.bits_per_raw_sample) || Number(fromName ?? 8);
}

function dynamicRangeOf(transfer: string | undefined): VideoProbe['dynamicRange'] {
  if (transfer === 'smpte2084') return 'pq';
  return transfer === 'arib-std-b67' ? 'hlg' : 'sdr';
}

function colourOf(stream: FfprobeStream, dynamicRange: VideoProbe['dynamicRange']): VideoColour {
  const isFull = stream.color_range === 'pc' || /^yuvj/.test(stream.pix_fmt ?? '');
  const primaries = stream.color_primaries;
  return {
    matrix: matrixOf(stream, dynamicRange),
    range: isFull ? 'full' : 'limited',
    primaries: primaries === undefined || primaries === 'unknown' ? null : primaries,
  };
}

/** Untagged video below 720 lines is standard definition by custom, the rest BT.709. */
function matrixOf(stream: FfprobeStream, dynamicRange: VideoProbe['dynamicRange']): VideoColour['matrix'] {
  if (/^(gbr|rgb|bgr|[0ax]*rgb|[0ax]*bgr|pal8)/.test(stream.pix_fmt ?? '')) return 'rgb';
  switch (stream.color_space) {
    case 'bt709':
      return 'bt709';
    case 'smpte170m':
    case 'bt470bg':
      return 'bt601';
    case 'bt2020nc':
    case 'bt2020c':
      return 'bt2020';
    case 'smpte240m':
      return 'smpte240m';
    case 'fcc':
      return 'fcc';
    default:
      if (dynamicRange !== 'sdr') return 'bt2020';
      return (stream.height ?? 0) < 720 ? 'bt601' : 'bt709';
  }
}
