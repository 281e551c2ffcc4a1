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
  readonly frames: readonly PlannedFrame[];
  /** Seconds from the first frame's start to the last one's. */
  readonly start: number;
  readonly end: number;
  /** Number of frames. */
  readonly amount: number;
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
const FEWEST_SEGMENTS = 6;
/** No segment and no part of a shot is longer than this many usual lengths … */
const LONGEST = 1.5;
/** … unless the segment would be shorter than this many. */
const SHORTEST = 0.5;

export function planSegments(request: SegmentRequest): readonly Segment[] {
  const usual = Math.min(USUAL_SECONDS, Math.max(LEAST_SECONDS, videoSeconds(request.frameTable) / FEWEST_SEGMENTS));
  const groups: Part[][] = [];
  for (const part of cutLongShots(request, LONGEST * usual)) {
    const group = groups.at(-1);
    const start = group?.[0]?.start ?? part.start;
    const length = part.start - start;
    const tooLong = length >= SHORTEST * usual && part.end - start > LONGEST * usual;
    // A hair's breadth forgives rounding.
    if (group === undefined || length >= usual - 1e-9 || tooLong) groups.push([part]);
    else group.push(part);
  }
  return groups.map((parts) => withSweeps(parts, request)).filter(({ frames }) => frames.length > 0);
}

/** A shot, or a piece of a long one, with its analysed frames. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly frames: readonly FrameIndex[];
}

function cutLongShots({ frameTable, shots, analysedFrames }: SegmentRequest, longest: number): readonly Part[] {
  let next = 0;
  const takeUntil = (isBeyond: (frame: FrameIndex) => boolean): readonly FrameIndex[] => {
    const first = next;
    for (let frame = analysedFrames[next]; frame !== undefined && !isBeyond(frame); frame = analysedFrames[next])
      next++;
    return analysedFrames.slice(first, next);
  };
  return shots.flatMap((shot) => {
    const { start, end } = shotSpan(frameTable, shot);
    const count = Math.max(1, Math.ceil((end - start) / longest - 1e-9));
    const edge = (part: number): number => start + ((end - start) * part) / count;
    return Array.from({ length: count }, (_, part): Part => {
      const isLast = part === count - 1;
      const frames = takeUntil((frame) =>
        isLast ? frame > shot.endFrame : frameStartSeconds(frameTable, frame) >= edge(part + 1),
      );
      return { start: edge(part), end: edge(part + 1), frames };
    });
  });
}

/** Every part begins with a sweep: a new shot has to, and where a shot was cut the others may be in another segment. */
function withSweeps(parts: readonly Part[], { frameTable, sweepSeconds }: SegmentRequest): Segment {
  const frames = parts.flatMap((part) => {
    let swept = Number.NEGATIVE_INFINITY;
    return part.frames.map((frame): PlannedFrame => {
      const time = frameStartSeconds(frameTable, frame);
      // Half a millisecond forgives time bases that cannot hold the exact period.
      const sweep = time - swept >= sweepSeconds - 5e-4;
      if (sweep) swept = time;
      return { frame, pts: frameTable.pts[frame] ?? 0, sweep };
    });
  });
  const [first, last] = [frames[0], frames.at(-1)];
  return {
    frames,
    amount: frames.length,
    start: first === undefined ? 0 : frameStartSeconds(frameTable, first.frame),
    end: last === undefined ? 0 : frameStartSeconds(frameTable, last.frame),
  };
}
