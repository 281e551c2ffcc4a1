/** Which bytes of an object are meant. */
import { badRange } from './blob-error.ts';
import type { ByteRange } from './port.ts';

/** Bytes that exist: `start` to before `start + length`. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

/** Cuts a range to the object's end. @throws BlobError `blobs.bad-range` when it begins behind the last byte. */
export function spanOf(range: ByteRange | undefined, bytes: number, key: string): Span {
  if (!range) return { start: 0, length: bytes };
  const { start, length = Number.POSITIVE_INFINITY } = range;
  if (!Number.isSafeInteger(start) || start < 0 || !(length >= 1)) {
    throw new RangeError(`${start} + ${length} is no byte range: start is a whole number from 0, length at least 1.`);
  }
  if (start >= bytes) throw badRange(key, start);
  return { start, length: Math.min(length, bytes - start) };
}

/**
 * Reads an HTTP `Range` header (RFC 9110). Null: to be answered with the whole object, as with no header, an unknown unit,
 * a header that breaks the grammar, or several ranges at once. `unsatisfiable`: to be answered with 416.
 */
export function parseRangeHeader(header: string | undefined, bytes: number): Span | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return null;
  if (first === '') {
    const length = Math.min(Number(last), bytes);
    return length === 0 ? 'unsatisfiable' : { start: bytes - length, length };
  }
  const start = Number(first);
  const end = last === '' ? Number.POSITIVE_INFINITY : Number(last);
  if (end < start) return null;
  if (start >= bytes) return 'unsatisfiable';
  return { start, length: Math.min(end, bytes - 1) - start + 1 };
}
