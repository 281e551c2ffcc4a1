/** Where in a stored MOT file the rows of a frame begin, without reading the file. */
import { buffer } from 'node:stream/consumers';
import type { BlobStore } from '../../../adapters/blobs/port.ts';

/** Longer than two rows. */
const PROBE_BYTES = 256;
/** Reading on from here is as quick as asking once more. */
const CLOSE_BYTES = 64 * 1024;

/**
 * A place at or before the first row of `frame` (1-based) where a row begins, found by halving: rows are sorted by frame.
 *
 * @throws BlobError `blobs.not-found`.
 */
export async function findFrameRow(blobs: BlobStore, key: string, frame: number): Promise<number> {
  let low = 0;
  let high = (await blobs.head(key)).bytes;
  while (high - low > CLOSE_BYTES) {
    const middle = low + Math.floor((high - low) / 2);
    const row = await rowAfter(blobs, key, middle);
    if (row.frame < frame) low = row.start;
    else high = middle;
  }
  return low;
}

/** The first row that begins behind a place. There is one: places close to the end are not asked for. */
async function rowAfter(blobs: BlobStore, key: string, place: number): Promise<{ start: number; frame: number }> {
  const { body } = await blobs.get(key, { range: { start: place, length: PROBE_BYTES } });
  const text = (await buffer(body)).toString('latin1');
  const start = text.indexOf('\n') + 1;
  return { start: place + start, frame: Number.parseInt(text.slice(start), 10) };
}
