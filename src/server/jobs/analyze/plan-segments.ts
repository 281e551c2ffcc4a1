/** Cuts the analysed frames into pieces of work that are alike in length and depend on nothing but the video. */
import { frameStartSeconds, shotSpan, videoSeconds } from '../../../pipeline/frame-times.ts';
import type { FrameTable, Shot } from '../../../pipeline/records.ts';
import type { FrameIndex } from '../../../pipeline/units.ts';

/** One frame to look at. */
export interface PlannedFrame {
  readonly frame: FrameIndex;
  readonly pts: number;
  /** Look into every corner, not only where faces were last. */
  readonly sweep: boolean;
}

/** Consecutive analysed frames that one child looks at. */
export interface Segment {
  /** Never empty. */
  readonly frames: readonly PlannedFrame[];
  /** Seconds from the first frame's start to the last one's. */
  readonly start: number;
  readonly end: number;
}

export interface SegmentRequest {
  readonly frameTable: FrameTable;
  readonly shots: readonly Shot[];
  /** Ascending. */
  readonly analysedFrames: readonly FrameIndex[];
  /** Longest time between two sweeps of one shot, in seconds. */
  readonly sweepSeconds: number;
}

/** A segment of this length outweighs the frames that a decoder passes over on the way to it. */
const USUAL_SECONDS = 15;
const LEAST_SECONDS = 2;
/** A short video is cut into about this many segments, so that every core has work. */
const FEWEST_SEGMENTS = 4;
/** Shots longer than this many usual lengths are cut. */
const LONGEST = 2;

export function planSegments({ frameTable, shots, analysedFrames, sweepSeconds }: SegmentRequest): readonly Segment[] {
  const usual = Math.min(USUAL_SECONDS, Math.max(LEAST_SECONDS, videoSeconds(frameTable) / FEWEST_SEGMENTS));
  const timeOf = (frame: FrameIndex): number => frameStartSeconds(frameTable, frame);
  const segments: FrameIndex[][] = [];
  const firstOfShot = new Set<FrameIndex>();
  let current: FrameIndex[] = [];
  let currentStart = 0;
  let next = 0;
  for (const shot of shots) {
    const { start, end } = shotSpan(frameTable, shot);
    const parts = Math.ceil((end - start) / (LONGEST * usual) - 1e-9);
    for (let part = 0; part < parts; part++) {
      const partStart = start + ((end - start) * part) / parts;
      const partEnd = start + ((end - start) * (part + 1)) / parts;
      if (current.length > 0 && partStart - currentStart >= usual - 1e-9) {
        segments.push(current);
        current = [];
      }
      if (current.length === 0) currentStart = partStart;
      for (let frame = analysedFrames[next]; frame !== undefined; frame = analysedFrames[++next]) {
        if (frame > shot.endFrame || (part < parts - 1 && timeOf(frame) >= partEnd)) break;
        if (part === 0 && !current.some((other) => other >= shot.startFrame)) firstOfShot.add(frame);
        current.push(frame);
      }
    }
  }
  if (current.length > 0) segments.push(current);
  return segments.map((frames) => withSweeps(frames, { frameTable, firstOfShot, sweepSeconds }));
}

function withSweeps(
  frames: readonly FrameIndex[],
  context: { frameTable: FrameTable; firstOfShot: ReadonlySet<FrameIndex>; sweepSeconds: number },
): Segment {
  const { frameTable, firstOfShot, sweepSeconds } = context;
  let swept = Number.NEGATIVE_INFINITY;
  const planned = frames.map((frame) => {
    const time = frameStartSeconds(frameTable, frame);
    // Half a millisecond forgives time bases that cannot hold the exact period.
    const sweep = firstOfShot.has(frame) || time - swept >= sweepSeconds - 5e-4;
    if (sweep) swept = time;
    return { frame, pts: frameTable.pts[frame] ?? 0, sweep };
  });
  const first = frames[0];
  const last = frames.at(-1);
  return {
    frames: planned,
    start: first === undefined ? 0 : frameStartSeconds(frameTable, first),
    end: last === undefined ? 0 : frameStartSeconds(frameTable, last),
  };
}
