import { readFile } from 'node:fs/promises';
import { UserError } from '../src/errors.ts';
import type { PixelBox } from '../src/pipeline/units.ts';
import type { FaceRow } from './metrics/face-rows.ts';

export interface MotFile {
  /** Rows with a visible box, by frame, in the order of the file. */
  readonly rows: Map<number, FaceRow[]>;
  /** Largest frame number in the file, rows without a box included; 0 for an empty file. */
  readonly lastFrame: number;
}

export interface ReadMotOptions {
  /** Truth rows carry a class (other than 1 = doubtful) and a confidence of 0 for rows that do not count. */
  readonly side: 'truth' | 'predicted';
  /** Boxes are clipped to a picture of this size in pixels; one outside of it is left out. */
  readonly picture?: { readonly width: number; readonly height: number };
}

/**
 * Reads a MOT Challenge text file: `frame,id,left,top,width,height,confidence,class,visibility` with the frame
 * 1-based, the last three optional; commas, semicolons or white space between; lines starting with # are passed over.
 * A row of width or height ≤ 0 says that the frame was looked at and nothing was found.
 *
 * @throws UserError when the file cannot be read or a row is no MOT row.
 */
export async function readMot(path: string, options: ReadMotOptions): Promise<MotFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UserError('eval.unreadable', `Cannot read ${path}. Check that the file exists and may be read.`, {
      cause,
    });
  });
  return parseMot(text, { ...options, path });
}

/** {@link readMot} for text in memory; `path` only names it in errors. */
export function parseMot(text: string, options: ReadMotOptions & { readonly path: string }): MotFile {
  const rows = new Map<number, FaceRow[]>();
  let lastFrame = 0;
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return;
    const fields = line.includes(',') ? line.replaceAll(';', ',').split(',') : line.split(/[\s;]+/);
    const numbers = fields.map((field) => (field.trim() === '' ? Number.NaN : Number(field)));
    const [frame, id, left, top, width, height] = numbers.slice(0, 6).filter(Number.isFinite);
    if (
      frame === undefined ||
      id === undefined ||
      left === undefined ||
      top === undefined ||
      width === undefined ||
      height === undefined
    ) {
      const message = `${options.path}:${index + 1} is no MOT row (frame,id,left,top,width,height,…): ${line.slice(0, 80)}`;
      throw new UserError('eval.not-mot', message);
    }
    const frameNumber = Math.trunc(frame);
    lastFrame = Math.max(lastFrame, frameNumber);
    const box = clipped({ left, top, width, height }, options.picture);
    const truth = options.side === 'truth';
    if (box === null || (truth && numbers[6] === 0)) return;
    const doubtful = truth && Math.trunc(numbers[7] || 1) > 1;
    const list = rows.get(frameNumber) ?? [];
    list.push({ frame: frameNumber, id: Math.trunc(id), box, doubtful });
    rows.set(frameNumber, list);
  });
  return { rows, lastFrame };
}

/** The visible part of a box; null when nothing is visible. */
function clipped(box: PixelBox, picture: ReadMotOptions['picture']): PixelBox | null {
  if (box.width <= 0 || box.height <= 0) return null;
  if (picture === undefined) return box;
  const left = Math.max(0, box.left);
  const top = Math.max(0, box.top);
  const width = Math.min(picture.width, box.left + box.width) - left;
  const height = Math.min(picture.height, box.top + box.height) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : null;
}
