/**
 * `timeline.json`: the size of the picture and the exact time of every decoded frame. With the sightings of `tracks.jsonl` it is
 * all that seconds are measured from, so that they can be measured again by other rules or after corrections.
 */
import { z } from 'zod';
import type { FrameTable } from '../../pipeline/records.ts';
import { formatJson, parseArtifact } from './parse-artifact.ts';

const pixels = z.int().positive();
const ticks = z.int();

const picture = z.object({ width: pixels, height: pixels, displayWidth: pixels, displayHeight: pixels });

const schema = z.object({
  schemaVersion: z.literal(1),
  /** Upright: decoded pixels, as MOT files use them, and display pixels. */
  picture,
  /** A tick is numerator / denominator seconds. */
  timeBase: z.object({ numerator: z.int().positive(), denominator: z.int().positive() }),
  /** Time stamp of the first frame; null in a video without frames. */
  startPts: ticks.nullable(),
  /** When the last frame stops being shown. */
  endPts: ticks,
  /** `[frames, ticks]`: so many frames follow, each so many ticks after the one before. A constant rate is one entry. */
  steps: z.array(z.tuple([z.int().positive(), z.int().positive()])),
});

/** Sizes of a picture, see `VideoProbe`. */
export type PictureSize = z.infer<typeof picture>;

export interface Timeline {
  readonly picture: PictureSize;
  readonly frameTable: FrameTable;
}

/** Text of `timeline.json`. */
export function formatTimeline({ picture: size, frameTable }: Timeline): string {
  const { pts, timeBase, endPts } = frameTable;
  const steps: [number, number][] = [];
  for (let frame = 1; frame < pts.length; frame++) {
    const step = (pts[frame] ?? 0) - (pts[frame - 1] ?? 0);
    const last = steps.at(-1);
    if (last?.[1] === step) last[0]++;
    else steps.push([1, step]);
  }
  const startPts = pts[0] ?? null;
  const { width, height, displayWidth, displayHeight } = size;
  const sizes = { width, height, displayWidth, displayHeight };
  return formatJson({ schemaVersion: 1, picture: sizes, timeBase: { ...timeBase }, startPts, endPts, steps });
}

/** Content of the text of `timeline.json`. @throws UserError when it is damaged; `place` is the path to name. */
export function parseTimeline(text: string, place: string): Timeline {
  const { picture: size, timeBase, startPts, endPts, steps } = parseArtifact(schema, text, place);
  const pts = new Float64Array(startPts === null ? 0 : steps.reduce((sum, [frames]) => sum + frames, 1));
  let frame = 0;
  let clock = startPts ?? 0;
  if (startPts !== null) pts[frame++] = clock;
  for (const [frames, step] of steps) {
    for (let each = 0; each < frames; each++) {
      clock += step;
      pts[frame++] = clock;
    }
  }
  return { picture: size, frameTable: { pts, timeBase, endPts } };
}
