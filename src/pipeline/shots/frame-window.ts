/** The last few seconds of scanned frames: all that shot detection can look back on. */
import type { Seconds } from '../units.ts';
import type { FrameDifference } from './frame-difference.ts';
import type { ScanPicture } from './scan-picture.ts';

export interface ScannedFrame {
  readonly picture: ScanPicture;
  readonly seconds: Seconds;
  /** Against the frame before; all 0 for frame 0. */
  readonly difference: FrameDifference;
  /** Part of a flash, or the first frame after one: says nothing about the shot's usual motion. */
  disturbed: boolean;
}

export interface FrameWindow {
  /** Index of the oldest frame held. */
  readonly first: number;
  /** One past the newest frame. */
  readonly end: number;
  /** @throws RangeError outside [first, end). */
  at(frame: number): ScannedFrame;
  push(frame: ScannedFrame): void;
}

/** Longest history: a dissolve must fit in with what surrounds it. */
const SECONDS_KEPT = 3.2;
/** Bounds memory for high frame rates: 240 pictures are 3 MB. */
const FRAMES_KEPT = 240;

export function createFrameWindow(): FrameWindow {
  const ring: ScannedFrame[] = [];
  let first = 0;
  return {
    get first() {
      return first;
    },
    get end() {
      return first + ring.length;
    },
    at(frame) {
      const entry = ring[frame - first];
      if (!entry) throw new RangeError(`Frame ${frame} is not among ${first}–${first + ring.length - 1}.`);
      return entry;
    },
    push(frame) {
      ring.push(frame);
      const tooOld = (oldest: ScannedFrame) => frame.seconds - oldest.seconds > SECONDS_KEPT;
      while (ring.length > FRAMES_KEPT || (ring.length > MINIMUM_KEPT && ring[0] && tooOld(ring[0]))) {
        ring.shift();
        first++;
      }
    },
  };
}

/** Kept however far apart in time: a cut is judged by the frames around it even at one frame per second. */
const MINIMUM_KEPT = 40;
