/**
 * What shot detection keeps of a frame: luma on a small fixed grid and a still smaller colour picture.
 *
 * Layout: row-major. `luma` is {@link SCAN_SIZE}, `coarse` is {@link COARSE_SIZE}: first all Y, then all Cb, then
 * all Cr (BT.601 full range, Cb and Cr around 0), each the mean of a 3×3 cell.
 */
import type { RgbPicture } from '../units.ts';

/** Size at which frames are scanned for shots. Any aspect ratio is squeezed into it. */
export const SCAN_SIZE = { width: 96, height: 54 } as const;
/** One value per 3×3 cell of the scan grid. */
export const COARSE_SIZE = { width: 32, height: 18 } as const;
/** Cells of one colour plane of the coarse picture. */
export const COARSE_CELLS = COARSE_SIZE.width * COARSE_SIZE.height;

/** One scanned frame, some 12 kB. */
export interface ScanPicture {
  /** 0–255, `SCAN_SIZE.width · SCAN_SIZE.height` values. */
  readonly luma: Uint8Array;
  /** Y (0–255), Cb and Cr (−128–127): `3 · COARSE_CELLS` values. */
  readonly coarse: Float32Array;
  /** Mean luma, 0–255. */
  readonly mean: number;
  /** Standard deviation of luma. */
  readonly contrast: number;
  readonly projections: Projections;
}

/** Means of luma along the columns and the rows, around their own mean, so that brightness does not count. */
export interface Projections {
  readonly columns: Float64Array;
  readonly rows: Float64Array;
}

/** Brings a picture of any size to a {@link ScanPicture}. Pictures of SCAN_SIZE take the fast way. */
export function scanPicture(picture: RgbPicture): ScanPicture {
  const { data } = fitToScan(picture);
  const { width, height } = SCAN_SIZE;
  const luma = new Uint8Array(width * height);
  const coarse = new Float32Array(3 * COARSE_CELLS);
  let sum = 0;
  let squares = 0;
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let cell = Math.floor(y / 3) * COARSE_SIZE.width, end = pixel + width; pixel < end; cell++) {
      let sumLuma = 0;
      let sumRed = 0;
      let sumBlue = 0;
      for (const last = pixel + 3; pixel < last; pixel++) {
        const red = data[3 * pixel] as number;
        const blue = data[3 * pixel + 2] as number;
        const value = (77 * red + 150 * (data[3 * pixel + 1] as number) + 29 * blue + 128) >> 8;
        luma[pixel] = value;
        squares += value * value;
        sumLuma += value;
        sumRed += red;
        sumBlue += blue;
      }
      sum += sumLuma;
      coarse[cell] = (coarse[cell] as number) + sumLuma / 9;
      coarse[COARSE_CELLS + cell] = (coarse[COARSE_CELLS + cell] as number) + ((sumBlue - sumLuma) * 0.564) / 9;
      coarse[2 * COARSE_CELLS + cell] = (coarse[2 * COARSE_CELLS + cell] as number) + ((sumRed - sumLuma) * 0.713) / 9;
    }
  }
  const mean = sum / luma.length;
  const contrast = Math.sqrt(Math.max(0, squares / luma.length - mean * mean));
  return { luma, coarse, mean, contrast, projections: project(luma) };
}

function project(luma: Uint8Array): Projections {
  const { width, height } = SCAN_SIZE;
  const columns = new Float64Array(width);
  const rows = new Float64Array(height);
  for (let y = 0, i = 0; y < height; y++) {
    let sum = 0;
    for (let x = 0; x < width; x++, i++) {
      const value = luma[i] as number;
      sum += value;
      columns[x] = (columns[x] as number) + value;
    }
    rows[y] = sum;
  }
  return { columns: centredMeans(columns, height), rows: centredMeans(rows, width) };
}

/** @param sums of `count` values each. */
function centredMeans(sums: Float64Array, count: number): Float64Array {
  let total = 0;
  for (const sum of sums) total += sum;
  const mean = total / sums.length;
  return sums.map((sum) => (sum - mean) / count);
}

/** Area mean where the picture is larger than the grid, nearest pixel where it is smaller. */
function fitToScan(picture: RgbPicture): RgbPicture {
  const { width, height } = SCAN_SIZE;
  if (picture.width === width && picture.height === height) return picture;
  if (picture.width < 1 || picture.height < 1) throw new RangeError('A scanned picture needs at least one pixel.');
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const top = Math.floor((y * picture.height) / height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * picture.height) / height));
    for (let x = 0; x < width; x++) {
      const left = Math.floor((x * picture.width) / width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * picture.width) / width));
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let row = top; row < bottom; row++) {
          for (let column = left; column < right; column++) {
            sum += picture.data[3 * (row * picture.width + column) + channel] as number;
          }
        }
        data[3 * (y * width + x) + channel] = Math.round(sum / ((bottom - top) * (right - left)));
      }
    }
  }
  return { width, height, data };
}
