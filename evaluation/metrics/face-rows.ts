import type { PixelBox } from '../../src/pipeline/units.ts';

/** One row of a MOT Challenge file: one face in one frame. */
export interface FaceRow {
  /** 1-based index of the decoded frame. */
  readonly frame: number;
  /** Person, identity or track, as the file says. Negative in a prediction: found, but given to nobody. */
  readonly id: number;
  /** Pixels of the decoded picture, with a positive area. */
  readonly box: PixelBox;
  /** Truth only: a doubtful face (class other than 1). Whoever finds it is neither rewarded nor punished. */
  readonly doubtful: boolean;
}

/** Rows by frame number; a frame without faces has no entry. */
export type RowsByFrame = ReadonlyMap<number, readonly FaceRow[]>;

/** What is compared in one frame, after the ignore regions have done their work. */
export interface FrameFaces {
  readonly frame: number;
  readonly truth: readonly FaceRow[];
  readonly predicted: readonly FaceRow[];
}
