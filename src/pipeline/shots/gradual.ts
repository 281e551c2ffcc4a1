/**
 * Dissolves, fades and wipes that end at or shortly before a frame: stretches of several lengths are tried. Each must
 * be a blend or a wipe from its first picture to its last, and the two must be of different content.
 */
import { type BlendLine, blendLine, blendWeight, fitBlend } from './blend.ts';
import { alignedCorrelation, correlation } from './correlation.ts';
import { frameDifference } from './frame-difference.ts';
import type { FrameWindow } from './frame-window.ts';
import { globalShift } from './global-shift.ts';
import { SCAN_SIZE, type ScanPicture } from './scan-picture.ts';
import { fitWipe } from './wipe.ts';

export interface GradualTransition {
  readonly kind: 'dissolve' | 'fade' | 'wipe';
  /** First and last frame in which both pictures are seen (more than a trace). */
  readonly first: number;
  readonly last: number;
  /** First frame with at least half of the new picture. */
  readonly middle: number;
  /** Higher is better; for choosing between stretches that overlap. */
  readonly quality: number;
}

/** Lengths tried, seconds. */
const SPANS = [0.2, 0.35, 0.6, 1, 1.6, 2.4, 3.1];
const SAMPLES = 9;
/** Levels (root mean square) by which the ends must differ. */
const DISTANCE = 8;
/** Residual up to which a stretch is a blend: motion inside the two shots adds to it. */
const BLEND_RESIDUAL = 0.14;
/** During a wipe, the picture as a whole is nearer to a blend than an unrelated picture (0.75) is. */
const WIPE_BLEND_RESIDUAL = 0.5;
/** A picture that is further from the blend than this is neither in a dissolve nor in a wipe. */
const MIDDLE_RESIDUAL = 0.7;
const WIPE_RESIDUAL = 0.27;
/** Share of the picture in which a wipe must tell old from new. */
const WIPE_COVERAGE = 0.5;
/** The change from end to end must exceed the wipe's residual by this: people who walk in change less or fit worse. */
const WIPE_MARGIN = 0.55;
/** Shorter ones are flashes, or things that fly past. */
const SHORTEST_SECONDS = { fade: 0.08, dissolve: 0, wipe: 0.15 };
/** Correlation of the two ends from which on they are one scene in other light. */
const SAME_SCENE = 0.7;
/** The ends must differ in this share of the picture, and of each of its halves. */
const CHANGE = 0.7;
const SPREAD = 0.5;
/** Where one end is plain, the other must have this contrast: fades of a picture that is nearly plain itself do not count. */
const FADE_CONTRAST = 10;
/** Residual up to which a stretch to or from a plain picture is a fade: what moves meanwhile adds to it. */
const FADE_RESIDUAL = 0.14;
/** A moving camera or object can be followed in small steps, which then add up to less than the whole change. */
const STEPS = 3;
/** A camera that has panned this far, in pictures (1 = a whole width or height), shows much else without any transition. */
const PAN_TRAVEL = 0.25;
/** Faster than this, in pictures per second, a pan is one however short: its cells show old and new as in a wipe. */
const PAN_SPEED = 0.5;
/** While a camera pans, this many times as much moves as is new. */
const PAN_MOTION = 1.8;
/** Weight by which a later picture may fall back. */
const FALL_BACK = 0.15;
/** A picture whose luma deviates less than this (standard deviation) is one plain colour. */
const PLAIN = 5;

/** Plain black, white or any other colour: what fades lead to and from. */
export const isPlain = (picture: ScanPicture): boolean => picture.contrast < PLAIN;

/** The best transition whose stretch ends at `frame`, not reaching back before `shotStart`. */
export function gradualEndingAt(window: FrameWindow, frame: number, shotStart: number): GradualTransition | undefined {
  let best: GradualTransition | undefined;
  for (const start of stretchStarts(window, frame, Math.max(window.first, shotStart))) {
    if (frame - start > 3) best = transitionBetween(window, { start, end: frame, over: best?.quality ?? 0 }) ?? best;
  }
  return best;
}

/** A frame for each span that fits in, and the last plain frame, where a fade-in begins. */
function stretchStarts(window: FrameWindow, frame: number, oldest: number): Set<number> {
  const starts = new Set<number>();
  const { seconds, picture } = window.at(frame);
  let start = frame;
  let plainSeen = isPlain(picture);
  for (const span of SPANS) {
    while (start > oldest && seconds - window.at(start).seconds < span) {
      start--;
      if (plainSeen || !isPlain(window.at(start).picture)) continue;
      plainSeen = true;
      starts.add(start);
    }
    starts.add(start);
    if (start === oldest) break;
  }
  return starts;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  /** Only a transition of a higher quality is of interest. */
  readonly over: number;
}

/** What costs more is looked at later: nearly all stretches are no transition. */
function transitionBetween(window: FrameWindow, { start, end, over }: Stretch): GradualTransition | undefined {
  const [before, after] = [window.at(start).picture, window.at(end).picture];
  const line = blendLine({ before: before.coarse, after: after.coarse });
  if (line.distance < DISTANCE) return undefined;
  // Most stretches are motion, and their middle gives them away.
  if (fitBlend(line, [window.at((start + end) >> 1).picture.coarse], MIDDLE_RESIDUAL) === null) return undefined;
  const between = samplesBetween(window, start, end);
  const blend = fitBlend(line, between, WIPE_BLEND_RESIDUAL);
  if (blend === null || !rises(blend.weights)) return undefined;
  const weightOf = (picture: Float32Array) => blendWeight(line, picture);
  const quality = line.distance * (1 - 2 * blend.residual);
  if (isPlain(before) || isPlain(after)) {
    if (blend.residual > FADE_RESIDUAL || Math.max(before.contrast, after.contrast) < FADE_CONTRAST) return undefined;
    if (quality <= over) return undefined;
    return longEnough(window, extent(window, { start, end, weightOf, kind: 'fade', quality }));
  }
  if (blend.residual <= BLEND_RESIDUAL) {
    const change = quality > over ? changeOfContent(before, after, CHANGE) : null;
    if (change === null) return undefined;
    const dissolve = extent(window, { start, end, weightOf, kind: 'dissolve', quality });
    return isMovement(window, dissolve, { start, end, change }) ? undefined : dissolve;
  }
  return wipeBetween(window, { start, end, over }, { line, between });
}

function wipeBetween(
  window: FrameWindow,
  { start, end, over }: Stretch,
  { line, between }: { readonly line: BlendLine; readonly between: readonly Float32Array[] },
): GradualTransition | undefined {
  const wipe = fitWipe(line, between);
  if (wipe.residual > WIPE_RESIDUAL || wipe.coverage < WIPE_COVERAGE || !rises(wipe.weights)) return undefined;
  const quality = line.distance * (1 - wipe.residual);
  if (quality <= over) return undefined;
  const [before, after] = [window.at(start).picture, window.at(end).picture];
  const change = changeOfContent(before, after, Math.max(CHANGE, WIPE_MARGIN + wipe.residual));
  if (change === null) return undefined;
  const weightOf = (picture: Float32Array) => fitWipe(line, [picture]).weights[0] ?? 0;
  const found = extent(window, { start, end, weightOf, kind: 'wipe', quality });
  return isMovement(window, found, { start, end, change }) ? undefined : longEnough(window, found);
}

/** Fades and wipes may not be as short as flashes and things that fly past. */
const longEnough = (window: FrameWindow, found: GradualTransition): GradualTransition | undefined =>
  window.at(found.last).seconds - window.at(found.first).seconds >= SHORTEST_SECONDS[found.kind] ? found : undefined;

function samplesBetween(window: FrameWindow, start: number, end: number): Float32Array[] {
  const samples: Float32Array[] = [];
  const step = Math.max(1, (end - start) / (SAMPLES + 1));
  for (let at = start + step; at < end - 0.5; at += step) {
    const { disturbed, picture } = window.at(Math.round(at));
    if (!disturbed) samples.push(picture.coarse);
  }
  return samples;
}

/** How much changes between two pictures of different content; null where it is less than `least`, or one scene. */
function changeOfContent(before: ScanPicture, after: ScanPicture, least: number): number | null {
  if (correlation(before, after) > SAME_SCENE) return null;
  const { change, spread } = frameDifference(before, after);
  if (change < least || spread < SPREAD || alignedCorrelation(before, after) > SAME_SCENE) return null;
  return change;
}

interface Reach {
  readonly start: number;
  readonly end: number;
  /** From start to end. */
  readonly change: number;
}

/** Whether the ends differ because the camera or an object moved from one to the other. */
function isMovement(window: FrameWindow, found: GradualTransition, { start, end, change }: Reach): boolean {
  if (isPan(window, found)) return true;
  const from = Math.max(start, found.first - 1);
  const length = Math.min(end, found.last + 1) - from;
  let steps = 0;
  for (let i = 0; i < STEPS; i++) {
    const here = window.at(from + Math.round((length * i) / STEPS)).picture;
    const next = window.at(from + Math.round((length * (i + 1)) / STEPS)).picture;
    steps += frameDifference(here, next).change;
  }
  return steps < change;
}

/** Whether the picture as a whole moves all the time and each frame shows, shifted, what the one before showed. */
function isPan(window: FrameWindow, { kind, first, last }: GradualTransition): boolean {
  let [x, y, motion, change] = [0, 0, 0, 0];
  for (let frame = Math.max(first, window.first + 1); frame <= last; frame++) {
    const { picture, difference } = window.at(frame);
    const { dx, dy } = globalShift(window.at(frame - 1).picture, picture);
    x += dx / SCAN_SIZE.width;
    y += dy / SCAN_SIZE.height;
    motion += difference.motion;
    change += difference.change;
  }
  const travel = Math.hypot(x, y);
  const seconds = window.at(last).seconds - window.at(first).seconds;
  return (
    motion >= PAN_MOTION * change &&
    travel >= (kind === 'wipe' ? Math.min(PAN_TRAVEL, PAN_SPEED * seconds) : PAN_TRAVEL)
  );
}

/** From the old to the new picture over at least three samples, never much back. */
function rises(weights: Float64Array): boolean {
  let between = 0;
  let highest = 0;
  for (const weight of weights) {
    if (weight < highest - FALL_BACK) return false;
    highest = Math.max(highest, weight);
    if (weight > 0.08 && weight < 0.92) between++;
  }
  return between >= 3 && (weights[0] ?? 1) < 0.4 && (weights[weights.length - 1] ?? 0) > 0.6;
}

interface Course {
  readonly start: number;
  readonly end: number;
  readonly weightOf: (picture: Float32Array) => number;
  readonly kind: GradualTransition['kind'];
  readonly quality: number;
}

function extent(window: FrameWindow, course: Course): GradualTransition {
  let first = course.end;
  let middle = course.end;
  let last = course.start;
  for (let frame = course.start; frame <= course.end; frame++) {
    const weight = course.weightOf(window.at(frame).picture.coarse);
    if (weight > 0.06) first = Math.min(first, frame);
    if (weight >= 0.5) middle = Math.min(middle, frame);
    if (weight < 0.94) last = Math.max(last, frame);
  }
  return {
    kind: course.kind,
    first: Math.min(first, middle),
    middle,
    last: Math.max(last, middle),
    quality: course.quality,
  };
}
