/** Pictures one after the other on sheets, encoded as each sheet is full. */
import sharp from 'sharp';
import type { RgbPicture } from '../../../pipeline/units.ts';
import { COLUMNS, TILES_PER_SHEET } from './thumbnail-record.ts';

const WEBP = { quality: 65, effort: 2 } as const;

export interface Sheets {
  /** Copies a picture of the agreed size; resolves when there is room for the next. */
  add(picture: RgbPicture): Promise<void>;
  /** Hands out the last sheet, which has no empty rows. */
  end(): Promise<void>;
}

/** @param onSheet given each sheet as WebP with the number of pictures on it, in order. */
export function createSheets(
  { width, height }: { readonly width: number; readonly height: number },
  onSheet: (sheet: Uint8Array, count: number) => Promise<void>,
): Sheets {
  const stride = width * COLUMNS * 3;
  const rows = TILES_PER_SHEET / COLUMNS;
  const canvas = new Uint8Array(stride * height * rows);
  let count = 0;
  const flush = async (): Promise<void> => {
    if (count === 0) return;
    const used = Math.ceil(count / COLUMNS) * height;
    const raw = { width: width * COLUMNS, height: used, channels: 3 } as const;
    const sheet = await sharp(canvas.subarray(0, stride * used), { raw })
      .webp(WEBP)
      .toBuffer();
    const pictures = count;
    count = 0;
    canvas.fill(0);
    await onSheet(sheet, pictures);
  };
  return {
    async add({ data }) {
      const corner = Math.floor(count / COLUMNS) * height * stride + (count % COLUMNS) * width * 3;
      for (let line = 0; line < height; line++) {
        canvas.set(data.subarray(line * width * 3, (line + 1) * width * 3), corner + line * stride);
      }
      count++;
      if (count === TILES_PER_SHEET) await flush();
    },
    end: flush,
  };
}
