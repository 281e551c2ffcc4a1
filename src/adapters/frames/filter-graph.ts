/** The chain of ffmpeg filters from decoded frames to upright RGB pictures. Pure. */
import { toSdr } from './hdr-filters.ts';
import type { VideoProbe } from './port.ts';
import { selectExpression } from './select-expression.ts';

export interface FilterGraphOptions {
  readonly video: VideoProbe;
  /** Size of the upright result. */
  readonly width: number;
  readonly height: number;
  readonly wanted: readonly number[] | null;
  /** Whether the decoder jumped: then frames count only from the first key frame on. */
  readonly seeking: boolean;
  /** Whether the `zscale` filter exists. */
  readonly zscale: boolean;
}

/** `bwdif` looks at two fields before and after; a frame this far from the start of decoding has the neighbours it needs. */
const DEINTERLACE_WARM_UP = 4;
/**
 * The same bytes on every processor. Measured: without `accurate_rnd` a conversion at the same size takes a short cut that
 * depends on the processor and darkens by one level; with it, bytes agree from no SIMD to AVX-512.
 */
const EXACT = 'accurate_rnd+full_chroma_int+bitexact';

/**
 * Filter graph with the outputs `[time]` (a 2×2 corner of each frame: its time stamp goes down a pipe of its own) and
 * `[picture]` (RGB at the wanted size), in this order.
 *
 * Order: deinterlacing needs every frame, so it stands before the choice of frames; all that costs more stands behind it.
 * Turning comes last because it is cheapest on the small picture.
 */
export function filterGraph(options: FilterGraphOptions): string {
  const { video, wanted, seeking } = options;
  const { numerator, denominator } = video.timeBase;
  const framesFromKey = !seeking ? 0 : video.interlaced ? DEINTERLACE_WARM_UP : 1;
  const select = selectExpression({ wanted, framesFromKey });
  const chain = [
    ...(video.interlaced ? ['bwdif=mode=send_frame:parity=auto:deint=interlaced'] : []),
    // bwdif halves the time base; the PTS compared and delivered are those of the container.
    `settb=${numerator}/${denominator}`,
    ...(select === null ? [] : [`select='${select}'`]),
    ...toRgb(options),
    ...turn(video.rotation),
  ];
  return `[0:${video.streamIndex}]${chain.join(',')},split[corner][whole];[corner]crop=2:2:0:0[time];[whole]null[picture]`;
}

/** From stored samples to RGB at the wanted size, before turning. */
export function toRgb({
  video,
  width,
  height,
  zscale,
}: Pick<FilterGraphOptions, 'video' | 'width' | 'height' | 'zscale'>): readonly string[] {
  const turned = video.rotation === 90 || video.rotation === 270;
  const [w, h] = turned ? [height, width] : [width, height];
  const [storedWidth, storedHeight] = turned ? [video.height, video.width] : [video.width, video.height];
  const factor = Math.max(w / storedWidth, h / storedHeight);
  const { matrix, range } = video.colour;
  const colour = matrix === 'rgb' ? '' : `:in_color_matrix=${matrix}:in_range=${range === 'full' ? 'pc' : 'tv'}`;
  const scale = `scale=${w}:${h}:flags=${kernel(factor)}+${EXACT}${colour}`;
  const wide = zscale ? toSdr(video) : null;
  return wide === null ? [scale, 'format=rgb24'] : [scale + wide.keepColour, ...wide.filters, 'format=rgb24'];
}

/**
 * Averaging all pixels keeps strong reductions free of aliasing; bicubic is sharper for mild ones. At the same size only
 * colour is interpolated, for which bilinear is enough at half the cost.
 */
function kernel(factor: number): string {
  if (factor <= 0.5) return 'area';
  return factor === 1 ? 'bilinear' : 'bicubic';
}

/** What makes pictures upright. */
export function turn(rotation: VideoProbe['rotation']): readonly string[] {
  return { 0: [], 90: ['transpose=clock'], 180: ['hflip', 'vflip'], 270: ['transpose=cclock'] }[rotation];
}
