/** What the stages hand to each other. Every record can be written as JSON. Frame indexes are 0-based here. */
import type { FivePoints, FrameIndex, PixelBox, Seconds } from './units.ts';

/** Exact time of every decoded frame. */
export interface FrameTable {
  /** Presentation time stamps in ticks, one per decoded frame, strictly increasing. */
  readonly pts: Float64Array;
  /** Duration of one tick in seconds = numerator / denominator. */
  readonly timeBase: { readonly numerator: number; readonly denominator: number };
  /** Ticks at which the last frame stops being shown. */
  readonly endPts: number;
}

export type Transition = 'start' | 'cut' | 'dissolve' | 'fade' | 'wipe';

/** A run of frames from one camera take. Shots tile the video without gap or overlap. */
export interface Shot {
  /** 1-based number in time order. */
  readonly shot: number;
  readonly startFrame: FrameIndex;
  /** Inclusive. */
  readonly endFrame: FrameIndex;
  /** How the shot begins. */
  readonly transition: Transition;
  /** Frames of a gradual transition into this shot, inclusive; absent for `start` and `cut`. */
  readonly transitionFrames?: { readonly first: FrameIndex; readonly last: FrameIndex };
}

/** One face found in one analysed frame. */
export interface FaceDetection {
  readonly frame: FrameIndex;
  readonly box: PixelBox;
  /** Calibrated probability that this is a face, 0–1. */
  readonly score: number;
  readonly points: FivePoints;
  /** How face-like the landmarks lie, 0–1 (1 = like the mean face up to pose). */
  readonly plausibility: number;
}

/** One box of a track in one frame. */
export interface TrackBox {
  readonly frame: FrameIndex;
  readonly box: PixelBox;
  /** Detection score, or of an interpolated box the lower score of its two neighbours. */
  readonly score: number;
  readonly interpolated: boolean;
}

/** One continuous appearance of one face inside one shot. */
export interface FaceTrack {
  /** 1-based, in order of first frame, then left edge. */
  readonly track: number;
  readonly shot: number;
  /** The detections the track was built from, by frame; at most one per frame. */
  readonly detections: readonly FaceDetection[];
}

/** A person as the machine sees them: a set of tracks. */
export interface Identity {
  /** 1-based, by falling seconds. */
  readonly identity: number;
  readonly name: string | null;
  readonly tracks: readonly number[];
  /** 0–1. */
  readonly confidence: number;
}

/** Half-open stretch of time [start, end). */
export interface Interval {
  readonly start: Seconds;
  readonly end: Seconds;
}
