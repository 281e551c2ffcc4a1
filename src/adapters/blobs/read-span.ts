/** A part of an open file as a stream that reads no faster than it is read. */
import { Readable } from 'node:stream';
import { abortStream } from './abort-stream.ts';
import type { Span } from './byte-range.ts';
import type { OpenFile } from './file-system.ts';

const PIECE_BYTES = 256 * 1024;

/** Closes the file at the end, on failure, and when the stream is destroyed, read or not. */
export function readSpan(file: OpenFile, span: Span, signal?: AbortSignal): Readable {
  let position = span.start;
  const end = span.start + span.length;
  const stream = new Readable({
    highWaterMark: PIECE_BYTES,
    read() {
      readPiece(file, position, Math.min(PIECE_BYTES, end - position)).then(
        (piece) => {
          position += piece?.byteLength ?? 0;
          this.push(piece);
        },
        (error: unknown) => this.destroy(error as Error),
      );
    },
    destroy(error, done) {
      file.close().then(
        () => done(error),
        (closing: unknown) => done(error ?? (closing as Error)),
      );
    },
  });
  return abortStream(stream, signal);
}

/** Null at the end. A file shorter than it was has been damaged from outside: objects are replaced, never cut. */
async function readPiece(file: OpenFile, position: number, length: number): Promise<Uint8Array | null> {
  if (length === 0) return null;
  const buffer = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead === 0) throw new Error(`The file ended ${length} bytes early while it was being read.`);
  return buffer.subarray(0, bytesRead);
}
