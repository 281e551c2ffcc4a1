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
  let to = 0;
  for (let y = 0; y < height; y++) {
    let from = 2 * y * stride;
    for (let x = 0; x < width; x++, from += 6) {
      for (let c = 0; c < 3; c++) {
        const at = from + c;
        const sum =
          (source[at] ?? 0) + (source[at + right] ?? 0) + (source[at + below] ?? 0) + (source[at + right + below] ?? 0);
        data[to++] = (sum + 2) >> 2;
      }
    }
  }
  return { width, height, data };
}

/**
 * Samples `region` (in pixels of `picture`, may leave it) bilinearly into a [1, 3, height, width] tensor.
 * Aspect is not kept: the region is stretched to the layout. Outside the picture the value is the mean (0 in the tensor).
 */
export function resampleToTensor(picture: RgbPicture, region: PixelBox, layout: TensorLayout): Tensor {
  const { width, height } = layout;
  const plane = width * height;
  const data = new Float32Array(3 * plane);
  const red = layout.channels === 'rgb' ? 0 : 2 * plane;
  const blue = layout.channels === 'rgb' ? 2 * plane : 0;
  const columns = sampleAxis(region.left, region.width / width, width, picture.width);
  const rows = sampleAxis(region.top, region.height / height, height, picture.height);
  const source = picture.data;
  const stride = picture.width * 3;
  const { mean, scale } = layout;
  for (let y = 0; y < height; y++) {
    const low = rows.low[y] ?? -1;
    if (low < 0) continue;
    const above = low * stride;
    const under = (rows.high[y] ?? 0) * stride;
    const wy = rows.weight[y] ?? 0;
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const leftColumn = columns.low[x] ?? -1;
      if (leftColumn < 0) continue;
      const l = leftColumn * 3;
      const r = (columns.high[x] ?? 0) * 3;
      const wx = columns.weight[x] ?? 0;
      const w11 = wx * wy;
      const w01 = wx - w11;
      const w10 = wy - w11;
      const w00 = 1 - wx - wy + w11;
      const a = above + l;
      const b = above + r;
      const c = under + l;
      const d = under + r;
      const at = row + x;
      // biome-ignore-start lint/style/noNonNullAssertion: indexes are inside by construction; a fallback here costs a third of the time
      data[red + at] = (source[a]! * w00 + source[b]! * w01 + source[c]! * w10 + source[d]! * w11 - mean) * scale;
      data[plane + at] =
        (source[a + 1]! * w00 + source[b + 1]! * w01 + source[c + 1]! * w10 + source[d + 1]! * w11 - mean) * scale;
      data[blue + at] =
        (source[a + 2]! * w00 + source[b + 2]! * w01 + source[c + 2]! * w10 + source[d + 2]! * w11 - mean) * scale;
      // biome-ignore-end lint/style/noNonNullAssertion: see above
    }
  }
  return { data, dims: [1, 3, height, width] };
}

interface AxisSamples {
  /** Source index at or before the sample, −1 when the sample lies outside the picture. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Weight of `high`, 0–1. */
  readonly weight: Float32Array;
}

function sampleAxis(start: number, step: number, count: number, size: number): AxisSamples {
  const low = new Int32Array(count);
  const high = new Int32Array(count);
  const weight = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    // Pixel i covers [i, i + 1): its centre is i + ½.
    const at = start + (i + 0.5) * step - 0.5;
    if (at < -0.5 - 1e-6 || at > size - 0.5 + 1e-6) {
      low[i] = -1;
      continue;
    }
    const clamped = Math.min(Math.max(at, 0), size - 1);
    const floor = Math.min(Math.floor(clamped), Math.max(0, size - 2));
    low[i] = floor;
    high[i] = Math.min(floor + 1, size - 1);
    weight[i] = clamped - floor;
  }
  return { low, high, weight };
}
