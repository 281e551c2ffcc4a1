import { describeTrack, type FaceSample } from '../embed/describe-track.ts';
import type { FaceTrack } from '../records.ts';
import type { FrameIndex, PixelBox, Seconds } from '../units.ts';
import type { MatchableResult, ShareBox } from './matchable-result.ts';

export interface DescribedResult {
  readonly tracks: readonly FaceTrack[];
  /** By track number. */
  readonly samples: ReadonlyMap<number, readonly FaceSample[]>;
  readonly timeOf: (frame: FrameIndex) => Seconds;
  /** Size in display pixels. */
  readonly picture: { readonly width: number; readonly height: number };
  /** SHA-256 of the network that embedded the samples. */
  readonly model: string;
  /** Where shots start, ascending; length of the video. */
  readonly cuts: readonly number[];
  readonly duration: number;
}

/** The tracks of a running analysis as they can be found by another, or find those of another. Faces have no numbers yet. */
export function describeResult({
  tracks,
  samples,
  timeOf,
  picture,
  model,
  cuts,
  duration,
}: DescribedResult): MatchableResult {
  return {
    tracks: tracks.map(({ track, detections }) => {
      const boxes = detections.map(({ frame, box }) => ({ seconds: timeOf(frame), ...inShares(box, picture) }));
      return {
        track,
        firstSeconds: boxes[0]?.seconds ?? 0,
        lastSeconds: boxes.at(-1)?.seconds ?? 0,
        boxes,
        template: describeTrack(samples.get(track) ?? [])?.vector ?? null,
        model,
      };
    }),
    faces: [],
    cuts,
    duration,
  };
}

/** A box in shares of a picture of this size in pixels. */
export const inShares = (box: PixelBox, picture: { readonly width: number; readonly height: number }): ShareBox => ({
  left: box.left / picture.width,
  top: box.top / picture.height,
  width: box.width / picture.width,
  height: box.height / picture.height,
});
