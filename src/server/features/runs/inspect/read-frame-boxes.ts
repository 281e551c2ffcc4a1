import { open } from 'node:fs/promises';
import type { PixelBox } from '../../../../pipeline/units.ts';
import { explainReadFailure } from '../artifacts/write-artifact.ts';

export interface FrameBox {
  readonly id: number;
  /** Decoded pixels. */
  readonly box: PixelBox;
}

/**
 * The rows of one frame of a MOT file sorted by frame; the file is read no further than needed.
 * @param frame 1-based.
 * @throws UserError when the file cannot be read.
 */
export async function readFrameBoxes(path: string, frame: number): Promise<readonly FrameBox[]> {
  const file = await open(path).catch((error: unknown) => {
    throw explainReadFailure(path, error);
  });
  const boxes: FrameBox[] = [];
  try {
    for await (const line of file.readLines({ autoClose: false })) {
      const [at = 0, id = 0, left = 0, top = 0, width = 0, height = 0] = line.split(',').map(Number);
      if (at > frame) break;
      if (at === frame) boxes.push({ id, box: { left, top, width, height } });
    }
  } finally {
    await file.close();
  }
  return boxes;
}
