/**
 * When each frame of a video is shown. Seconds are since the start of the first decoded frame, as in every result; frames
 * count from 0. Frames need not be equally long.
 */
import { lastAtOrBelow } from './sorted-search.ts';

export interface FrameTimes {
  /** When each frame appears, rising; never empty. */
  readonly starts: Float64Array;
  /** When the last one vanishes. */
  readonly end: number;
  /** False where nobody has told the real times: numbers of frames are guesses then. */
  readonly isExact: boolean;
}

/** What is needed of a run's `timeline.json`. */
export interface TimelineFile {
  readonly picture: { readonly displayWidth: number; readonly displayHeight: number };
  readonly timeBase: { readonly numerator: number; readonly denominator: number };
  readonly startPts: number | null;
  readonly endPts: number;
  /** `[frames, ticks]`: so many frames follow, each so many ticks after the one before. */
  readonly steps: readonly (readonly [number, number])[];
}

/** Null where the video has no frames. */
export function frameTimesOf({ timeBase, startPts, endPts, steps }: TimelineFile): FrameTimes | null {
  if (startPts === null) return null;
  const starts = new Float64Array(steps.reduce((sum, [frames]) => sum + frames, 1));
  const seconds = (ticks: number): number => (ticks * timeBase.numerator) / timeBase.denominator;
  let frame = 1;
  let ticks = 0;
  for (const [frames, step] of steps) {
    for (let each = 0; each < frames; each++) {
      ticks += step;
      starts[frame++] = seconds(ticks);
    }
  }
  return { starts, end: seconds(endPts - startPts), isExact: true };
}

/** Where the real times are not known: as if all frames were equally long. */
export function evenFrameTimes(end: number, framesPerSecond = 25): FrameTimes {
  const starts = Float64Array.from(
    { length: Math.max(1, Math.round(end * framesPerSecond)) },
    (_, frame) => frame / framesPerSecond,
  );
  return { starts, end, isExact: false };
}

/** Times that went through an address or a browser's clock are off by less than this, and frames are longer. */
const SLACK_SECONDS = 0.001;

/** The frame on screen at a time; the first or last one before or after the video. */
export const frameAt = ({ starts }: FrameTimes, seconds: number): number =>
  Math.max(0, lastAtOrBelow(starts, seconds + SLACK_SECONDS));

/** The frame that begins nearest to a time. */
export function nearestFrame({ starts }: FrameTimes, seconds: number): number {
  const before = Math.max(0, lastAtOrBelow(starts, seconds));
  const after = Math.min(before + 1, starts.length - 1);
  return starts[after]! - seconds < seconds - starts[before]! ? after : before;
}

export const startOf = ({ starts }: FrameTimes, frame: number): number => starts[frame]!;

export const endOf = ({ starts, end }: FrameTimes, frame: number): number => starts[frame + 1] ?? end;

/** Where to seek to see a frame: as far as can be from both of its neighbours. */
export const middleOf = (times: FrameTimes, frame: number): number => (startOf(times, frame) + endOf(times, frame)) / 2;

/** Nearest frame there is. */
export const within = ({ starts }: FrameTimes, frame: number): number =>
  Math.min(Math.max(0, frame), starts.length - 1);

/** Mean length of a frame, in seconds. */
export const meanFrame = ({ starts, end }: FrameTimes): number => Math.max(end / starts.length, 1e-4);

interface ShotFrames {
  readonly startFrame: number;
  /** Inclusive. */
  readonly endFrame: number;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** Where the real times cannot be read: frames of a shot as if they were equally long. Null without shots. */
export function frameTimesOfShots(shots: readonly ShotFrames[]): FrameTimes | null {
  const last = shots.at(-1);
  if (!last) return null;
  const starts = new Float64Array(last.endFrame + 1);
  for (const { startFrame, endFrame, startSeconds, endSeconds } of shots) {
    const length = (endSeconds - startSeconds) / (endFrame - startFrame + 1);
    for (let frame = startFrame; frame <= endFrame; frame++) {
      starts[frame] = startSeconds + (frame - startFrame) * length;
    }
  }
  return { starts, end: last.endSeconds, isExact: false };
}
