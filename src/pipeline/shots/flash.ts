/**
 * A flash or a glitch: the picture jumps and a moment later is what it was before. A short shot between two takes of
 * the same picture does so as well; it differs in being neither the same scene in more light nor a frame or two long.
 */
import { correlation } from './correlation.ts';
import { frameDifference } from './frame-difference.ts';
import type { FrameWindow } from './frame-window.ts';
import type { ScanPicture } from './scan-picture.ts';

/** Jumps below this need no explanation. */
const JUMP = 0.2;
/** After a flash at most this share of the jump is left. */
const RETURNED = 0.4;
const LONGEST_SECONDS = 0.2;
const LONGEST_FRAMES = 4;
/** Whatever they show, so few frames are no shot. */
const GLITCH_FRAMES = 2;

/**
 * @param frame first frame of the jump.
 * @returns the first frame after the flash, undefined where there is no flash.
 */
export function flashEnd(window: FrameWindow, frame: number): number | undefined {
  const { difference, seconds } = window.at(frame);
  if (difference.change < JUMP || frame - 1 < window.first) return undefined;
  const before = window.at(frame - 1).picture;
  let lit = true;
  for (let end = frame + 1; end < window.end; end++) {
    if (end - frame > LONGEST_FRAMES && window.at(end).seconds - seconds > LONGEST_SECONDS) return undefined;
    lit &&= isLit(window.at(end - 1).picture, before);
    if (!lit && end - frame > GLITCH_FRAMES) return undefined;
    const back = frameDifference(before, window.at(end).picture).change;
    if (back <= RETURNED * difference.change) return end;
  }
  return undefined;
}

/** The same scene in other light, or burnt out. */
function isLit(picture: ScanPicture, before: ScanPicture): boolean {
  if (picture.mean > 215) return true;
  return picture.mean > before.mean + 4 && correlation(picture, before) > 0.5;
}
