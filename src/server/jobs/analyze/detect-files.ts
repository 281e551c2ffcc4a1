/** The faces of one segment on disk: JSON lines, first the warnings, then one line per analysed frame. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { FaceDetection } from '../../../pipeline/records.ts';
import { faceShape, frameShape, type RunWarning, warningShape } from './json-shapes.ts';
import { writeWhole } from './whole-file.ts';

const head = z.object({ warnings: z.array(warningShape) });
const row = z.object({ frame: frameShape, faces: z.array(faceShape) });

export interface SegmentFaces {
  readonly warnings: readonly RunWarning[];
  /** By frame; frames without a face too. */
  readonly frames: readonly { readonly frame: number; readonly faces: readonly Omit<FaceDetection, 'frame'>[] }[];
}

export async function writeSegmentFaces(file: string, { warnings, frames }: SegmentFaces): Promise<void> {
  const lines = [{ warnings }, ...frames].map((line) => `${JSON.stringify(line)}\n`);
  await writeWhole(file, lines.join(''));
}

/** Null when the file is absent or damaged. */
export async function readSegmentFaces(file: string): Promise<SegmentFaces | null> {
  try {
    const [first = '', ...rest] = (await readFile(file, 'utf8')).trimEnd().split('\n');
    return {
      warnings: head.parse(JSON.parse(first)).warnings,
      frames: rest.map((line) => row.parse(JSON.parse(line))),
    };
  } catch {
    return null;
  }
}
