/** What every face detector looks like to the pipeline: it looks at one rectangle of a picture at its own input size. */
import type { FivePoints, PixelBox, RgbPicture } from '../units.ts';

/** One face as a network saw it in one region. */
export interface RawFace {
  /** In pixels of the picture. */
  readonly box: PixelBox;
  /** The network's own confidence, 0–1. Comparable only within one network. */
  readonly score: number;
  /**
   * How many overlapping anchors voted for this face in the region. Real faces get votes from many neighbouring
   * anchors, flukes from one or two: the best single sign of a false positive.
   */
  readonly support: number;
  /** Longer side of the box in input pixels of the network. */
  readonly inputSize: number;
  /** The network's own five points, null when it has none. */
  readonly points: FivePoints | null;
}

export interface RegionDetector {
  /** Size of the network's input in pixels; regions are best given in this aspect. */
  readonly inputWidth: number;
  readonly inputHeight: number;
  /** Longer box side in input pixels below which the network finds too few faces. */
  readonly smallestFace: number;
  /**
   * Faces of `picture` inside `region` (which may leave the picture), after suppression within the region. One call at
   * a time: the input is written into the same memory each time.
   */
  detect(picture: RgbPicture, region: PixelBox): Promise<RawFace[]>;
}
