/** The embedded faces of one segment on disk: crops as JPEG files, and last `faces.jsonl`, which says that all is there. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Embedding, embedding } from '../../../pipeline/units.ts';
import { bytesOf, writeWhole } from './whole-file.ts';

const floats = z
  .base64()
  .transform((text): Float32Array => new Float32Array(new Uint8Array(Buffer.from(text, 'base64')).buffer));
const head = z.object({ absent: z.int().nonnegative() });
const row = z.object({
  /** Position in the list of faces asked for. */
  index: z.int(),
  quality: z.number(),
  sharpness: z.number(),
  exposure: z.number(),
  length: z.number(),
  vector: floats.transform((values): Embedding => embedding(values)),
  surroundings: floats,
  /** File name of the crop in the same folder. */
  crop: z.string(),
});
export type EmbeddedRow = z.infer<typeof row>;

export interface SegmentEmbeddings {
  /** Faces whose frame could not be decoded again. */
  readonly absent: number;
  /** Faces that could be embedded, in the order asked for. */
  readonly rows: readonly EmbeddedRow[];
}

const FILE = 'faces.jsonl';

export async function writeSegmentEmbeddings(folder: string, { absent, rows }: SegmentEmbeddings): Promise<void> {
  const base64 = (values: Float32Array): string => Buffer.from(bytesOf(values)).toString('base64');
  const lines = [
    { absent },
    ...rows.map((each) => ({
      ...each,
      vector: base64(each.vector),
      surroundings: base64(each.surroundings),
    })),
  ];
  await writeWhole(path.join(folder, FILE), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** Null when the file is absent or damaged. */
export async function readSegmentEmbeddings(folder: string): Promise<SegmentEmbeddings | null> {
  try {
    const [first = '', ...rest] = (await readFile(path.join(folder, FILE), 'utf8')).trimEnd().split('\n');
    return {
      absent: head.parse(JSON.parse(first)).absent,
      rows: rest.map((line) => row.parse(JSON.parse(line))),
    };
  } catch {
    return null;
  }
}
