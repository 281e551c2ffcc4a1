/**
 * Where a face sits: its surroundings and its place in the picture.
 *
 * Television cuts back and forth between the same camera set-ups. A face at the same place in the same surroundings
 * (clothes, furniture, light) as one a few shots ago is most likely the same person, also when a turned head makes the
 * two faces hard to compare. The cue only ever adds to a likeness of faces; on its own it links nobody.
 */

import { halvedPart } from '../geometry/halved-part.ts';
import { iou } from '../geometry/iou.ts';
import { resampleToTensor } from '../geometry/resample.ts';
import type { PixelBox, RgbPicture } from '../units.ts';

export interface FaceSetting {
  /** The face in display pixels. */
  readonly box: PixelBox;
  /** Surroundings as a small colour picture without its mean, length 1. */
  readonly surroundings: Float32Array;
}

/** The surroundings are a square of this many face sides … */
const REACH = 3;
/** … seen at this many pixels a side: enough for clothes and furniture, too coarse for the face. */
const SIDE = 12;

/**
 * @param picture the frame
 * @param box the face in pixels of `picture`
 * @param displayBox the same face in display pixels
 */
export function describeSetting(picture: RgbPicture, box: PixelBox, displayBox: PixelBox): FaceSetting {
  const side = Math.max(box.width, box.height) * REACH;
  const around = {
    left: box.left + box.width / 2 - side / 2,
    top: box.top + box.height / 2 - side / 2,
    width: side,
    height: side,
  };
  let halvings = 0;
  const canHalve = () => picture.width >> halvings > 1 && picture.height >> halvings > 1;
  while (side / 2 ** halvings / SIDE >= 2 && canHalve()) halvings++;
  const { part, left, top } = halvedPart(picture, around, halvings);
  const scale = 2 ** halvings;
  const region = {
    left: around.left / scale - left,
    top: around.top / scale - top,
    width: side / scale,
    height: side / scale,
  };
  const { data } = resampleToTensor(part, region, {
    width: SIDE,
    height: SIDE,
    channels: 'rgb',
    mean: 127,
    scale: 1 / 128,
  });
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  let square = 0;
  for (const value of data) square += (value - mean) ** 2;
  const length = Math.sqrt(square) || 1;
  return { box: displayBox, surroundings: data.map((value) => (value - mean) / length) };
}

/** Correlation of the surroundings from which two faces sit in one set-up, if they also overlap this well. */
const SAME_SURROUNDINGS = 0.6;
const SAME_PLACE_IOU = 0.4;

/** Whether two faces sit at the same place of the same camera set-up. */
export function sameSetting(a: FaceSetting, b: FaceSetting): boolean {
  if (iou(a.box, b.box) < SAME_PLACE_IOU) return false;
  let correlation = 0;
  for (let i = 0; i < a.surroundings.length; i++) correlation += (a.surroundings[i] ?? 0) * (b.surroundings[i] ?? 0);
  return correlation >= SAME_SURROUNDINGS;
}

export interface TrackSettings {
  readonly track: number;
  readonly shot: number;
  /** Settings of a few samples in time order. */
  readonly settings: readonly FaceSetting[];
}

/** A set-up is looked for in this many shots around: a scene, not a season. */
const SHOTS_AROUND = 12;

/** Pairs of tracks of different shots, not far apart, that share a setting. Ordered by track numbers. */
export function settingPairs(tracks: readonly TrackSettings[]): [number, number][] {
  const pairs: [number, number][] = [];
  const sorted = [...tracks].sort((a, b) => a.shot - b.shot || a.track - b.track);
  sorted.forEach((a, i) => {
    for (const b of sorted.slice(i + 1)) {
      if (b.shot - a.shot > SHOTS_AROUND) break;
      if (b.shot === a.shot) continue;
      if (a.settings.some((x) => b.settings.some((y) => sameSetting(x, y)))) {
        pairs.push(a.track < b.track ? [a.track, b.track] : [b.track, a.track]);
      }
    }
  });
  return pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}
