/**
 * A Redis string inside the in-memory Redis: one character per byte, U+0000 to U+00FF.
 *
 * Redis compares, counts and cuts bytes. With a character per byte JavaScript's own operators do the same, and any
 * bytes survive. Text is converted where it enters and leaves: by `bytesOf` and `textOf`.
 */
export type Bytes = string;

/** What UTF-8 writes differently from one character per byte. */
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** UTF-8 text or raw bytes, one character per byte. */
export function bytesOf(value: string | Uint8Array): Bytes {
  if (typeof value !== 'string') return bufferView(value).toString('latin1');
  return BEYOND_ASCII.test(value) ? Buffer.from(value, 'utf8').toString('latin1') : value;
}

/** The text that the bytes mean in UTF-8; what is not UTF-8 becomes U+FFFD, as ioredis has it. */
export function textOf(bytes: Bytes): string {
  return BEYOND_ASCII.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
}

/** The bytes as they are. */
export function bufferOf(bytes: Bytes): Buffer {
  return Buffer.from(bytes, 'latin1');
}

function bufferView(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
