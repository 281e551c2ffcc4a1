/**
 * Whether a hard cut lies before a frame: the change between two neighbouring frames stands out from the usual change
 * on both sides (sliding-window threshold, B.-L. Yeo and B. Liu, "Rapid scene analysis on compressed video", IEEE
 * TCSVT 1995), and no picture shortly before is like any shortly after.
 */
import { frameDifference } from './frame-difference.ts';
import type { FrameWindow } from './frame-window.ts';

/** Frames a decision needs on the later side, whatever their time. */
export const CUT_FRAMES_AHEAD = 12;
/** Seconds a decision needs on the later side. */
export const CUT_SECONDS_AHEAD = 0.4;

/** Change of a clear cut whose two sides are calm. */
const CLEAR = 0.42;
/** Change of a cut between look-alike pictures: taken only where everything else is still. */
const FAINT = 0.2;
/** Change of a cut with action on one or both sides. */
const BUSY = 0.6;
/** A side is calm when its usual change is below this share of the peak. */
const CALM_SHARE = 0.5;
const NEIGHBOURHOOD_SECONDS = 0.3;
const NEIGHBOURHOOD_FRAMES = 4;
/** Below it a frame repeats the one before (pulldown) and says nothing about motion. */
const REPEAT = 0.004;

/** The usual change around a frame. */
export interface Surroundings {
  readonly before: number;
  readonly after: number;
}

/**
 * @param shotStart first frame of the shot that would end: earlier frames do not count.
 * @param frame first frame of the would-be new shot, with {@link CUT_FRAMES_AHEAD} frames after it unless the video ends.
 */
export function isCut(window: FrameWindow, frame: number, shotStart: number): boolean {
  const { change, spread } = window.at(frame).difference;
  if (change < FAINT) return false;
  const usual = surroundings(window, frame, shotStart);
  const [calmer, busier] = [Math.min(usual.before, usual.after), Math.max(usual.before, usual.after)];
  if (busier < CALM_SHARE * change) {
    if (change >= CLEAR) return crossChange(window, frame, shotStart) >= 0.6 * change;
    const still = busier < 0.3 * change && spread >= 0.6 * change;
    return still && crossChange(window, frame, shotStart) >= 0.8 * change;
  }
  if (change < BUSY) return false;
  if (calmer < CALM_SHARE * change) {
    const stands = change >= 1.5 * busier || (change >= 0.9 && calmer < 0.25);
    return stands && crossChange(window, frame, shotStart) >= 0.8 * change;
  }
  return change >= 1.5 * busier && crossChange(window, frame, shotStart) >= 0.85 * change;
}

/**
 * The largest change shortly before, and the second largest shortly after: the largest may be the next cut. Repeated
 * frames are left out. A shot of which next to nothing is seen yet is taken to go on as it goes on afterwards.
 */
export function surroundings(window: FrameWindow, frame: number, shotStart: number): Surroundings {
  const { seconds } = window.at(frame);
  const before: number[] = [];
  for (let i = frame - 1; i > Math.max(window.first, shotStart); i--) {
    const { difference, disturbed, seconds: then } = window.at(i);
    if (frame - i > NEIGHBOURHOOD_FRAMES && seconds - then > NEIGHBOURHOOD_SECONDS) break;
    if (difference.change > REPEAT && !disturbed) before.push(difference.change);
  }
  const after: number[] = [];
  const soonAfter: number[] = [];
  for (let i = frame + 1; i < window.end; i++) {
    const { difference, seconds: then } = window.at(i);
    if (i - frame > NEIGHBOURHOOD_FRAMES && then - seconds > NEIGHBOURHOOD_SECONDS) break;
    if (difference.change <= REPEAT) continue;
    after.push(difference.change);
    if (soonAfter.length < 2) soonAfter.push(difference.change);
  }
  const usualAfter = withoutHighest(after, after.length < 6 ? 1 : 2);
  if (before.length < 2 && shotStart > 0) return { before: usualAfter, after: usualAfter };
  const usualBefore = withoutHighest(before, before.length < 6 ? 0 : 1);
  // Action that ends here ends for good: a pause of one frame is not the end of it.
  const atOnce = Math.max(...soonAfter, 0);
  return { before: usualBefore, after: usualBefore > usualAfter ? Math.max(usualAfter, atOnce) : usualAfter };
}

/** The largest value but for the `left` largest; 0 for none. */
const withoutHighest = (values: number[], left: number): number => values.sort((a, b) => b - a)[left] ?? 0;

/** Smallest change from a picture of the three before to one of the three from `frame` on. */
function crossChange(window: FrameWindow, frame: number, shotStart: number): number {
  let least = window.at(frame).difference.change;
  for (const [back, ahead] of [
    [2, 0],
    [1, 1],
    [2, 1],
    [1, 2],
    [3, 2],
  ] as const) {
    const from = frame - back;
    const to = frame + ahead;
    if (from < Math.max(window.first, shotStart) || to >= window.end || window.at(from).disturbed) continue;
    least = Math.min(least, frameDifference(window.at(from).picture, window.at(to).picture).change);
  }
  return least;
}
