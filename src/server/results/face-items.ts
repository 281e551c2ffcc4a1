import type { BlobStore } from '../../adapters/blobs/port.ts';
import type { Face } from '../contract/results.ts';
import { signedCrop } from './signed-crop.ts';

/** A row of `faces`, as the contract has it. */
export async function toFace(
  blobs: BlobStore,
  row: {
    readonly number: number;
    readonly track_number: number;
    readonly frame: number;
    readonly seconds: number;
    readonly box_left: number;
    readonly box_top: number;
    readonly box_width: number;
    readonly box_height: number;
    readonly score: number;
    readonly quality: number | null;
    readonly crop_key: string | null;
  },
): Promise<Face> {
  return {
    number: row.number,
    track: row.track_number,
    frame: row.frame,
    seconds: row.seconds,
    box: { left: row.box_left, top: row.box_top, width: row.box_width, height: row.box_height },
    score: row.score,
    quality: row.quality,
    cropUrl: await signedCrop(blobs, row.crop_key),
  };
}
