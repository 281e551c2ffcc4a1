/** The faces of one segment on disk: JSON lines, first what is to say of the whole, then one line per decoded frame. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { FaceDetection } from '../../../pipeline/records.ts';
import { faceShape, frameShape } from './json-shapes.ts';
import { writeWhole } from './whole-file.ts';

const head = z.object({ absent: z.int().nonnegative() });
const row = z.object({ frame: frameShape, faces: z.array(faceShape) });

export interface SegmentFaces {
  /** Frames that could not be decoded again. */
  readonly absent: number;
  /** By frame; frames without a face too. */
  readonly frames: readonly { readonly frame: number; readonly faces: readonly Omit<FaceDetection, 'frame'>[] }[];
}

export async function writeSegmentFaces(file: string, { absent, frames }: SegmentFaces): Promise<void> {
  const lines = [{ absent }, ...frames].map((line) => `${JSON.stringify(line)}\n`);
  await writeWhole(file, lines.join(''));
}

/** Null when the file is absent or damaged. */
export async function readSegmentFaces(file: string): Promise<SegmentFaces | null> {
  try {
    const [first = '', ...rest] = (await readFile(file, 'utf8')).trimEnd().split('\n');
    return { absent: head.parse(JSON.parse(first)).absent, frames: rest.map((line) => row.parse(JSON.parse(line))) };
  } catch {
    return null;
  }
}
