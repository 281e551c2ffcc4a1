/** Finds the shots of a video while its frames go by, and how much moves in each frame. */
import type { Shot } from '../records.ts';
import type { RgbPicture, Seconds } from '../units.ts';
import { assembleShots, SHORTEST_SHOT } from './assemble-shots.ts';
import type { Boundary } from './boundary.ts';
import { CUT_FRAMES_AHEAD, CUT_SECONDS_AHEAD, isCut, surroundings } from './cut.ts';
import { flashEnd } from './flash.ts';
import { frameDifference } from './frame-difference.ts';
import { createFrameWindow } from './frame-window.ts';
import { type GradualTransition, gradualEndingAt, isPlain } from './gradual.ts';
import { joinFades } from './join-fades.ts';
import { scanPicture } from './scan-picture.ts';

/** What the scan of all frames says. */
export interface ShotScan {
  /** In time order, tiling all frames; empty for a video without frames. */
  readonly shots: readonly Shot[];
  /**
   * One value per frame: the share of the picture that changed against the frame before, 0 = still, 1 = everything.
   * Exposure, flashes and noise do not count; 0 for the first frame of a shot.
   */
  readonly motion: Float32Array;
  /** The strongest changes between neighbouring frames and what they were taken for; at most 500, by frame. */
  readonly scores: readonly ChangeScore[];
}

export interface ChangeScore {
  readonly frame: number;
  /** See FrameDifference. */
  readonly change: number;
  readonly verdict: 'cut' | 'flash' | 'motion';
}

export interface ShotDetector {
  /**
   * Takes the next frame in presentation order. Any size is taken; `SCAN_SIZE` is the fastest.
   * @param seconds later than that of the frame before.
   */
  push(picture: RgbPicture, seconds: Seconds): void;
  /** Call once, after the last frame. */
  finish(): ShotScan;
}

const SCORES_KEPT = 500;
const SCORED_CHANGE = 0.2;
/** Transitions found last that a new one may overlap. */
const RIVALS = 8;
/** Gradual transitions are looked for this often, and at every plain frame: a fade may be black for one frame only. */
const GRADUAL_EVERY_SECONDS = 0.1;

export function createShotDetector(): ShotDetector {
  const window = createFrameWindow();
  const motion: number[] = [];
  const times: number[] = [];
  const plain: boolean[] = [];
  const cuts: number[] = [];
  const graduals: GradualTransition[] = [];
  let scores: ChangeScore[] = [];
  let decided = 1;
  let shotStart = 0;
  let calmFrom = 0;
  let searched = Number.NEGATIVE_INFINITY;

  const score = (frame: number, verdict: ChangeScore['verdict']): void => {
    const { change } = window.at(frame).difference;
    if (change < SCORED_CHANGE) return;
    scores.push({ frame, change, verdict });
    if (scores.length >= 2 * SCORES_KEPT) scores = strongest(scores);
  };

  const decide = (frame: number): void => {
    if (frame < calmFrom) {
      score(frame, 'flash');
      return;
    }
    const { change } = window.at(frame).difference;
    const rising = change > 2 * surroundings(window, frame, shotStart).before;
    const flash = rising ? flashEnd(window, frame) : undefined;
    if (flash !== undefined) {
      for (let i = frame; i <= flash; i++) window.at(i).disturbed = true;
      for (let i = frame; i <= flash; i++) motion[i] = motion[frame - 1] ?? 0;
      calmFrom = flash + 1;
      score(frame, 'flash');
      return;
    }
    const higherNear = [1, 2].some((ahead) => {
      return frame + ahead < window.end && window.at(frame + ahead).difference.change > change;
    });
    const tooEarly = cuts.length > 0 && frame - shotStart < SHORTEST_SHOT;
    const cut = !higherNear && !tooEarly && isCut(window, frame, shotStart);
    score(frame, cut ? 'cut' : 'motion');
    if (!cut) return;
    cuts.push(frame);
    shotStart = frame;
  };

  const searchGradual = (frame: number): void => {
    const { seconds, disturbed, picture } = window.at(frame);
    if (disturbed || (seconds - searched < GRADUAL_EVERY_SECONDS && !isPlain(picture))) return;
    searched = seconds;
    const found = gradualEndingAt(window, frame, shotStart);
    if (found) keepBest(graduals, found);
  };

  const decideAll = (finished: boolean): void => {
    while (decided < window.end && (finished || isDecidable())) {
      decide(decided);
      searchGradual(decided);
      decided++;
    }
  };
  const isDecidable = (): boolean => {
    if (window.end - decided <= CUT_FRAMES_AHEAD) return false;
    return (
      window.at(window.end - 1).seconds - window.at(decided).seconds >= CUT_SECONDS_AHEAD || window.end - decided > 60
    );
  };

  return {
    push(rgb, seconds) {
      const picture = scanPicture(rgb);
      const newest = window.end > 0 ? window.at(window.end - 1).picture : picture;
      const difference = frameDifference(newest, picture);
      window.push({ picture, seconds, difference, disturbed: false });
      motion.push(difference.motion);
      times.push(seconds);
      plain.push(isPlain(picture));
      decideAll(false);
    },
    finish() {
      decideAll(true);
      const boundaries = joinFades(mergeBoundaries(cuts, graduals), {
        frames: motion.length,
        isPlain: (frame) => plain[frame] ?? false,
        seconds: (frame) => times[frame] ?? 0,
      });
      const shots = assembleShots(boundaries, motion.length);
      const perFrame = Float32Array.from(motion);
      for (const shot of shots) perFrame[shot.startFrame] = 0;
      return { shots, motion: perFrame, scores: strongest(scores) };
    },
  };
}

function strongest(scores: readonly ChangeScore[]): ChangeScore[] {
  const byChange = [...scores].sort((a, b) => b.change - a.change).slice(0, SCORES_KEPT);
  return byChange.sort((a, b) => a.frame - b.frame);
}

/** Of transitions that overlap, the best stays. */
function keepBest(graduals: GradualTransition[], found: GradualTransition): void {
  const rivals = graduals.slice(-RIVALS).filter((other) => {
    return Math.min(other.last, found.last) > Math.max(other.first, found.first);
  });
  if (rivals.some((other) => other.quality >= found.quality)) return;
  for (const rival of rivals) graduals.splice(graduals.indexOf(rival), 1);
  graduals.push(found);
}

/** In time order; a gradual transition around a cut is the cut. */
function mergeBoundaries(cuts: readonly number[], graduals: readonly GradualTransition[]): Boundary[] {
  const boundaries: Boundary[] = cuts.map((frame) => ({ kind: 'cut', frame, first: frame, last: frame }));
  for (const { kind, first, middle, last } of graduals) {
    if (cuts.some((cut) => cut > first && cut <= last)) continue;
    boundaries.push({ kind, frame: middle, first, last });
  }
  return boundaries.sort((a, b) => a.frame - b.frame);
}
