/** How a file is cut into parts. */
import { MAX_PARTS } from '../../../adapters/blobs/port.ts';

const MEBIBYTE = 1024 * 1024;
/** Small enough to be sent again without regret, large enough that few requests are needed. */
const LEAST_PART_BYTES = 8 * MEBIBYTE;
/** A browser holds some parts in memory at a time, to hash them. */
const USUAL_MOST = 32 * MEBIBYTE;
/** Listing what has arrived takes time with every part. */
const USUAL_PARTS = 1_000;

const wholeMebibytes = (bytes: number): number => Math.ceil(bytes / MEBIBYTE) * MEBIBYTE;

/** Some thousand parts at most, of 8 to 32 MiB; larger only where the storage would not take so many. */
export function partBytesFor(bytes: number): number {
  const usual = Math.min(USUAL_MOST, Math.max(LEAST_PART_BYTES, wholeMebibytes(bytes / USUAL_PARTS)));
  return Math.max(usual, wholeMebibytes(bytes / MAX_PARTS));
}

interface CutFile {
  readonly bytes: number;
  readonly part_bytes: number;
}

export const partCount = ({ bytes, part_bytes }: CutFile): number => Math.ceil(bytes / part_bytes);

/** Length of the part of this number, from 1. */
export function lengthOfPart(file: CutFile, number: number): number {
  return number < partCount(file) ? file.part_bytes : file.bytes - (partCount(file) - 1) * file.part_bytes;
}
