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
  /** How long it takes to find its faces: about milliseconds of a core. */
  readonly cost: number;
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
/** A short video is cut into about this many segments, so that all children have the same amount of work. */
const FEWEST_SEGMENTS = 24;
/** A shot longer than this, or than this share of a short video, is cut into parts: each begins with a sweep. */
const LONGEST_PART_SECONDS = 22.5;
const LONGEST_PART_SHARE = 1 / 4;
const SHORTEST_PART_SECONDS = 3;
/** Milliseconds that a frame takes, that a sweep takes besides (four tiles, and more faces), and that decoding takes per second. */
const FRAME_COST = 9;
const SWEEP_COST = 30;
export const DECODING_COST = 25;

/**
 * Segments begin with sweeps, at which the search for faces forgets what was before: so it finds the same in every frame,
 * however small the segments are. Where the sweeps are depends on shots and their parts alone.
 */
export function planSegments(request: SegmentRequest): readonly Segment[] {
  const { frameTable } = request;
  const seconds = videoSeconds(frameTable);
  const longest = Math.min(LONGEST_PART_SECONDS, Math.max(SHORTEST_PART_SECONDS, seconds * LONGEST_PART_SHARE));
  const usual = Math.min(USUAL_SECONDS, Math.max(LEAST_SECONDS, seconds / FEWEST_SEGMENTS));
  const segments: PlannedFrame[][] = [];
  let start = Number.NEGATIVE_INFINITY;
  for (const planned of cutLongShots(request, longest).flatMap((part) => withSweeps(part, request))) {
    const time = frameStartSeconds(frameTable, planned.frame);
    // A hair's breadth forgives rounding.
    if (!planned.sweep || time - start < usual - 1e-9) {
      segments.at(-1)?.push(planned);
      continue;
    }
    segments.push([planned]);
    start = time;
  }
  return segments.map((frames) => toSegment(frames, frameTable));
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

/** Every part begins with a sweep: a new shot has to. */
function withSweeps({ frames }: Part, { frameTable, sweepSeconds }: SegmentRequest): readonly PlannedFrame[] {
  let swept = Number.NEGATIVE_INFINITY;
  return frames.map((frame): PlannedFrame => {
    const time = frameStartSeconds(frameTable, frame);
    // Half a millisecond forgives time bases that cannot hold the exact period.
    const sweep = time - swept >= sweepSeconds - 5e-4;
    if (sweep) swept = time;
    return { frame, pts: frameTable.pts[frame] ?? 0, sweep };
  });
}

function toSegment(frames: readonly PlannedFrame[], frameTable: FrameTable): Segment {
  const [first, last] = [frames[0], frames.at(-1)];
  const sweeps = frames.filter(({ sweep }) => sweep).length;
  const start = first === undefined ? 0 : frameStartSeconds(frameTable, first.frame);
  const end = last === undefined ? 0 : frameStartSeconds(frameTable, last.frame);
  const cost = FRAME_COST * frames.length + SWEEP_COST * sweeps + DECODING_COST * (end - start);
  return { frames, amount: frames.length, cost, start, end };
}
