/** The rules of object keys. Every store asks here, so that what one takes the other takes too. */
import { BlobError } from './blob-error.ts';

/** S3 takes no longer keys. In bytes of UTF-8. */
export const MAX_KEY_BYTES = 1024;
/** File systems take names of 255 bytes; the rest is for the suffix of the file that holds an object's description. */
export const MAX_SEGMENT_BYTES = 160;

const CONTROL = /\p{Cc}/u;
/** Half a character, or a code that is none: neither can be written in the XML of a listing. */
const NO_CHARACTER = /\p{Cs}|\p{Noncharacter_Code_Point}/u;

/**
 * Gives the key back if it may be used as it is: segments divided by single slashes, none of them empty, `.` or `..`, no
 * backslash, no control character, in Unicode normal form C, not too long. It repairs nothing: a key that two parts of the
 * program spell differently would be two objects.
 *
 * @throws BlobError `blobs.bad-key`.
 */
export function checkObjectKey(key: string): string {
  const complaint = complaintAbout(key);
  if (complaint !== null) throw badKey(key, complaint);
  return key;
}

/**
 * The same for the start of keys: empty, which means all objects, or whole segments with a slash at the end.
 *
 * @throws BlobError `blobs.bad-key`.
 */
export function checkKeyPrefix(prefix: string): string {
  if (prefix === '') return prefix;
  if (!prefix.endsWith('/')) throw badKey(prefix, 'a prefix ends with a slash');
  checkObjectKey(prefix.slice(0, -1));
  return prefix;
}

/**
 * Makes one segment of a key from text that a person or another program chose: trims it and brings it to normal form C.
 *
 * @throws BlobError `blobs.bad-key` where no segment can be made of it.
 */
export function keySegment(text: string): string {
  const segment = text.normalize('NFC').trim();
  if (segment.includes('/')) throw badKey(segment, 'one segment holds no slash');
  return checkObjectKey(segment);
}

function complaintAbout(key: string): string | null {
  if (key === '') return 'it is empty';
  if (key.startsWith('/') || /^[A-Za-z]:/.test(key)) return 'it is an absolute path';
  if (NO_CHARACTER.test(key)) return 'it is not valid Unicode';
  if (CONTROL.test(key)) return 'it holds a control character';
  if (key.includes('\\')) return 'it holds a backslash';
  if (key !== key.normalize('NFC')) return 'it is not in Unicode normal form C';
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) return `it is longer than ${MAX_KEY_BYTES} bytes`;
  for (const segment of key.split('/')) {
    if (segment === '') return 'a segment is empty';
    if (segment === '.' || segment === '..') return `a segment is "${segment}"`;
    if (Buffer.byteLength(segment) > MAX_SEGMENT_BYTES) return `a segment is longer than ${MAX_SEGMENT_BYTES} bytes`;
  }
  return null;
}

function badKey(key: string, complaint: string): BlobError {
  const shown = JSON.stringify(key.length > 80 ? `${key.slice(0, 80)}…` : key);
  return new BlobError('blobs.bad-key', `The object key ${shown} cannot be used: ${complaint}; choose another name`);
}
