/** How a file is cut into parts. */
import { MAX_PARTS } from '../../../adapters/blobs/port.ts';

const MEBIBYTE = 1024 * 1024;
/** Small enough to be sent again without regret, large enough that few requests are needed. */
const LEAST_PART_BYTES = 8 * MEBIBYTE;

/** Whole mebibytes, so that the file has no more parts than the storage takes. */
export function partBytesFor(bytes: number): number {
  return Math.max(LEAST_PART_BYTES, Math.ceil(bytes / MAX_PARTS / MEBIBYTE) * MEBIBYTE);
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
