/** Whether two pictures show one scene in other light, the camera moved or not. */
import { globalShift } from './global-shift.ts';
import { COARSE_CELLS, SCAN_SIZE, type ScanPicture } from './scan-picture.ts';

/** Pearson correlation of brightness, place by place, −1 to 1; 0 where one picture is flat. */
export function correlation(a: ScanPicture, b: ScanPicture): number {
  return pearson(a.coarse.subarray(0, COARSE_CELLS), b.coarse.subarray(0, COARSE_CELLS));
}

/** The same over what both pictures show after the global shift between them is undone. */
export function alignedCorrelation(before: ScanPicture, after: ScanPicture): number {
  const { dx, dy } = globalShift(before, after);
  const a: number[] = [];
  const b: number[] = [];
  for (let y = Math.max(0, -dy); y < Math.min(SCAN_SIZE.height, SCAN_SIZE.height - dy); y++) {
    for (let x = Math.max(0, -dx); x < Math.min(SCAN_SIZE.width, SCAN_SIZE.width - dx); x++) {
      a.push(before.luma[(y + dy) * SCAN_SIZE.width + x + dx] as number);
      b.push(after.luma[y * SCAN_SIZE.width + x] as number);
    }
  }
  return pearson(a, b);
}

function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [p, q] = [a[i] as number, b[i] as number];
    sumA += p;
    sumB += q;
    squareA += p * p;
    squareB += q * q;
    product += p * q;
  }
  const variances = (squareA - sumA ** 2 / a.length) * (squareB - sumB ** 2 / a.length);
  return variances > 1e-6 ? (product - (sumA * sumB) / a.length) / Math.sqrt(variances) : 0;
}
