/** Small pictures that tests can compute by hand. */
import type { RgbPicture } from './units.ts';

/** A picture whose pixel (x, y) has the colour that `colourAt` returns, 0–255 each. */
export function drawPicture(
  width: number,
  height: number,
  colourAt: (x: number, y: number) => readonly [number, number, number],
): RgbPicture {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(colourAt(x, y), (y * width + x) * 3);
  }
  return { width, height, data };
}

/** A grey picture, row by row. */
export function greyPicture(rows: readonly (readonly number[])[]): RgbPicture {
  return drawPicture(rows[0]?.length ?? 0, rows.length, (x, y) => {
    const value = rows[y]?.[x] ?? 0;
    return [value, value, value];
  });
}

/** Colour of one pixel. */
export function pixelAt({ width, data }: RgbPicture, x: number, y: number): number[] {
  const at = (y * width + x) * 3;
  return [...data.subarray(at, at + 3)];
}
