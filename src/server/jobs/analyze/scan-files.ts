/** The result of the scan on disk: `pts.f64`, `motion.f32`, and last `scan.json`, which says that all is there. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { ScannedVideo } from '../../../pipeline/analyze-video.ts';
import type { Shot } from '../../../pipeline/records.ts';
import { frameShape, type RunWarning, warningShape } from './json-shapes.ts';
import { bytesOf, writeWhole } from './whole-file.ts';

const shot = z.object({
  shot: z.int(),
  startFrame: frameShape,
  endFrame: frameShape,
  transition: z.enum(['start', 'cut', 'dissolve', 'fade', 'wipe']),
  transitionFrames: z.object({ first: frameShape, last: frameShape }).optional(),
});

const schema = z.object({
  timeBase: z.object({ numerator: z.number(), denominator: z.number() }),
  endPts: z.number(),
  shots: z.array(shot),
  warnings: z.array(warningShape),
});

export interface SavedScan extends ScannedVideo {
  readonly warnings: readonly RunWarning[];
}

export async function writeScan(folder: string, scan: SavedScan): Promise<void> {
  const { frameTable, shots, motion, warnings } = scan;
  await writeWhole(path.join(folder, 'pts.f64'), bytesOf(frameTable.pts));
  await writeWhole(path.join(folder, 'motion.f32'), bytesOf(motion));
  const { timeBase, endPts } = frameTable;
  await writeWhole(path.join(folder, 'scan.json'), `${JSON.stringify({ timeBase, endPts, shots, warnings })}\n`);
}

/** Null when no whole scan is there. */
export async function readScan(folder: string): Promise<SavedScan | null> {
  try {
    const saved = schema.parse(JSON.parse(await readFile(path.join(folder, 'scan.json'), 'utf8')));
    // Copied, so that the values are aligned.
    const pts = new Float64Array(new Uint8Array(await readFile(path.join(folder, 'pts.f64'))).buffer);
    const motion = new Float32Array(new Uint8Array(await readFile(path.join(folder, 'motion.f32'))).buffer);
    if (motion.length !== pts.length) return null;
    const { timeBase, endPts, warnings } = saved;
    return { frameTable: { pts, timeBase, endPts }, shots: saved.shots.map(asShot), motion, warnings };
  } catch {
    return null; // Absent or damaged: it is made again.
  }
}

function asShot({ transitionFrames, ...rest }: z.infer<typeof shot>): Shot {
  return { ...rest, ...(transitionFrames && { transitionFrames }) };
}
