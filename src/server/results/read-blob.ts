/** Stored text files, whole or line by line. */
import { text } from 'node:stream/consumers';
import type { z } from 'zod';
import type { BlobStore, ByteRange } from '../../adapters/blobs/port.ts';
import { parseArtifact } from './parse-artifact.ts';

/** @throws BlobError `blobs.not-found`. */
export async function readBlobText(blobs: BlobStore, key: string): Promise<string> {
  const { body } = await blobs.get(key);
  return await text(body);
}

/** The lines without their line feeds, read no further than they are asked for. @throws BlobError `blobs.not-found`. */
export async function* readBlobLines(blobs: BlobStore, key: string, range?: ByteRange): AsyncGenerator<string> {
  const { body } = await blobs.get(key, range && { range });
  const decoder = new TextDecoder();
  let begun = '';
  // Leaving the loop, however, destroys the body.
  for await (const piece of body as AsyncIterable<Uint8Array>) {
    const lines = (begun + decoder.decode(piece, { stream: true })).split('\n');
    begun = lines.pop() ?? '';
    yield* lines;
  }
  if (begun !== '') yield begun;
}

/** The rows of a JSON Lines file. @throws UserError `artifact.damaged`; BlobError. */
export async function readBlobRows<Schema extends z.ZodType>(
  blobs: BlobStore,
  key: string,
  schema: Schema,
): Promise<z.infer<Schema>[]> {
  const lines = (await readBlobText(blobs, key)).split('\n');
  return lines.flatMap((line, index) => (line === '' ? [] : [parseArtifact(schema, line, `${key} line ${index + 1}`)]));
}
