/** Cutting a rectangle out of a picture at another size, as network input. */
import type { PixelBox, RgbPicture, Tensor } from '../units.ts';

export interface TensorLayout {
  readonly width: number;
  readonly height: number;
  /** Order of the three planes. */
  readonly channels: 'rgb' | 'bgr';
  /** Value written = (v − mean) · scale for v in 0–255. */
  readonly mean: number;
  readonly scale: number;
}

/**
 * Halves a picture in both directions by averaging 2×2 blocks (an odd last row or column is dropped).
 * Repeated halving before bilinear sampling keeps strong reductions free of aliasing.
 */
export function halvePicture(picture: RgbPicture): RgbPicture {
  const width = Math.max(1, picture.width >> 1);
  const height = Math.max(1, picture.height >> 1);
  const source = picture.data;
  const stride = picture.width * 3;
  const data = new Uint8Array(width * height * 3);
  const right = picture.width > 1 ? 3 : 0;
  const below = picture.height > 1 ? stride : 0;
  // Plain indexes without fallbacks: inside the arrays by construction.
  for (let y = 0, to = 0; y < height; y++) {
    let a = 2 * y * stride;
    let c = a + below;
    for (let x = 0; x < width; x++, to += 3, a += 6, c += 6) {
      const b = a + right;
      const d = c + right;
      data[to] = (source[a]! + source[b]! + source[c]! + source[d]! + 2) >> 2;
      data[to + 1] = (source[a + 1]! + source[b + 1]! + source[c + 1]! + source[d + 1]! + 2) >> 2;
      data[to + 2] = (source[a + 2]! + source[b + 2]! + source[c + 2]! + source[d + 2]! + 2) >> 2;
    }
  }
  return { width, height, data };
}

/**
 * Samples `region` (in pixels of `picture`, may leave it) bilinearly into a [1, 3, height, width] tensor.
 * Aspect is not kept: the region is stretched to the layout. Outside the picture the value is the mean (0 in the tensor).
 */
export type Resampler = (picture: RgbPicture, region: PixelBox) => Tensor;

/** One region into a tensor of its own, see {@link Resampler}. */
export function resampleToTensor(picture: RgbPicture, region: PixelBox, layout: TensorLayout): Tensor {
  return createResampler(layout)(picture, region);
}

/**
 * A resampler that writes into the same tensor on every call: what the last call returned is overwritten. Network input
 * is a megabyte; taking fresh memory for every look costs as much as filling it.
 */
export function createResampler(layout: TensorLayout): Resampler {
  const { width, height } = layout;
  const tensor = { data: new Float32Array(3 * width * height), dims: [1, 3, height, width] };
  return (picture, region) => {
    resample({ picture, region }, layout, tensor.data);
    return tensor;
  };
}

/** @param data every value is written. */
function resample(
  { picture, region }: { picture: RgbPicture; region: PixelBox },
  layout: TensorLayout,
  data: Float32Array,
): void {
  const { width, height, mean, scale } = layout;
  const plane = width * height;
  const red = layout.channels === 'rgb' ? 0 : 2 * plane;
  const blue = 2 * plane - red;
  const columns = sampleAxis(region.left, region.width / width, { count: width, size: picture.width, step: 3 });
  const rows = sampleAxis(region.top, region.height / height, {
    count: height,
    size: picture.height,
    step: picture.width * 3,
  });
  if (rows.end - rows.first < height || columns.end - columns.first < width) data.fill(0);
  const target = { data, width, offsets: [red, plane, blue] as const };
  const sampling = { source: picture.data, rows, columns, scale, offset: mean * scale };
  if (isHalf(picture, region, layout)) sampleMiddles(sampling, target);
  else sampleWeighted(sampling, target);
}

interface Sampling {
  readonly source: Uint8Array;
  readonly rows: AxisSamples;
  readonly columns: AxisSamples;
  /** Value written = v · scale − offset. */
  readonly scale: number;
  readonly offset: number;
}

interface Planes {
  readonly data: Float32Array;
  /** Values in a row. */
  readonly width: number;
  /** Where the planes of red, green and blue begin. */
  readonly offsets: readonly [number, number, number];
}

/** The hottest loop of the project: plain indexes without fallbacks, which are inside the arrays by construction. */
function sampleWeighted({ source, rows, columns, scale, offset }: Sampling, { data, width, offsets }: Planes): void {
  const [red, green, blue] = offsets;
  const { low: left, high: right, weight: weightRight } = columns;
  for (let y = rows.first; y < rows.end; y++) {
    const above = rows.low[y]!;
    const below = rows.high[y]!;
    const wy = rows.weight[y]! * scale;
    const wv = scale - wy;
    let at = y * width + columns.first;
    for (let x = columns.first; x < columns.end; x++, at++) {
      const wx = weightRight[x]!;
      const a = above + left[x]!;
      const b = above + right[x]!;
      const c = below + left[x]!;
      const d = below + right[x]!;
      const w01 = wv * wx;
      const w00 = wv - w01;
      const w11 = wy * wx;
      const w10 = wy - w11;
      data[red + at] = source[a]! * w00 + source[b]! * w01 + source[c]! * w10 + source[d]! * w11 - offset;
      data[green + at] =
        source[a + 1]! * w00 + source[b + 1]! * w01 + source[c + 1]! * w10 + source[d + 1]! * w11 - offset;
      data[blue + at] =
        source[a + 2]! * w00 + source[b + 2]! * w01 + source[c + 2]! * w10 + source[d + 2]! * w11 - offset;
    }
  }
}

/** The same where each sample lies in the middle of four pixels: equal sums, without weights, in half the time. */
function sampleMiddles({ source, rows, columns, scale, offset }: Sampling, { data, width, offsets }: Planes): void {
  const [red, green, blue] = offsets;
  const quarter = scale / 4;
  for (let y = rows.first; y < rows.end; y++) {
    let a = rows.low[y]! + columns.low[columns.first]!;
    let c = rows.high[y]! + columns.low[columns.first]!;
    const end = y * width + columns.end;
    for (let at = y * width + columns.first; at < end; at++, a += 6, c += 6) {
      data[red + at] = (source[a]! + source[a + 3]! + source[c]! + source[c + 3]!) * quarter - offset;
      data[green + at] = (source[a + 1]! + source[a + 4]! + source[c + 1]! + source[c + 4]!) * quarter - offset;
      data[blue + at] = (source[a + 2]! + source[a + 5]! + source[c + 2]! + source[c + 5]!) * quarter - offset;
    }
  }
}

/** Whether the region is seen at half its size, every sample between pixels of the picture: the usual look at 640×360. */
function isHalf(picture: RgbPicture, region: PixelBox, layout: TensorLayout): boolean {
  const even = [region.left, region.top, picture.width, picture.height].every((value) => value % 2 === 0);
  return even && region.width === 2 * layout.width && region.height === 2 * layout.height;
}

interface AxisSamples {
  /** Samples [first, end) lie inside the picture. */
  readonly first: number;
  readonly end: number;
  /** Offsets into the picture's data of the source pixels at or before, and after, each sample. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Weight of `high`, 0–1. */
  readonly weight: Float32Array;
}

interface Axis {
  /** Samples wanted. */
  readonly count: number;
  /** Source pixels there are. */
  readonly size: number;
  /** Distance in the data between neighbouring source pixels. */
  readonly step: number;
}

function sampleAxis(start: number, stride: number, { count, size, step }: Axis): AxisSamples {
  const low = new Int32Array(count);
  const high = new Int32Array(count);
  const weight = new Float32Array(count);
  let first = count;
  let end = 0;
  for (let i = 0; i < count; i++) {
    // Pixel i covers [i, i + 1): its centre is i + ½.
    const at = start + (i + 0.5) * stride - 0.5;
    if (at < -0.5 - 1e-6 || at > size - 0.5 + 1e-6) continue;
    first = Math.min(first, i);
    end = i + 1;
    const clamped = Math.min(Math.max(at, 0), size - 1);
    const floor = Math.min(Math.floor(clamped), Math.max(0, size - 2));
    low[i] = floor * step;
    high[i] = Math.min(floor + 1, size - 1) * step;
    weight[i] = clamped - floor;
  }
  return { first, end, low, high, weight };
}
