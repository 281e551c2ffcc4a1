/**
 * How different two pictures are when motion and a change of exposure are forgiven: the share of the picture that
 * cannot be found in the other one.
 *
 * Each 6×6 block is looked for in the other picture: at its own place, then around the motion of the whole picture,
 * then nearby; with and without the exposure of the whole picture matched. What remains is weighed against the
 * block's own texture, as an encoder weighs inter against intra cost (scene-cut detection of x264).
 */
import { BLOCK, createBlock, distanceInPlace, distanceNearby, liftBlock, searchedPicture } from './block-match.ts';
import { colourDistance } from './colour-distance.ts';
import { globalShift } from './global-shift.ts';
import { matchExposure } from './match-exposure.ts';
import { SCAN_SIZE, type ScanPicture } from './scan-picture.ts';

export interface FrameDifference {
  /** Share of the picture that the other one does not show anywhere near: 0 = all was found, 1 = nothing. */
  readonly change: number;
  /** The smallest share of change in the four halves of the picture: a caption changes one half, a cut all. */
  readonly spread: number;
  /** Share of the picture that differs at its own place: 0 = still, 1 = everything moved. Exposure is forgiven. */
  readonly motion: number;
}

const COLUMNS = SCAN_SIZE.width / BLOCK;
const ROWS = SCAN_SIZE.height / BLOCK;
/** Grey levels per pixel that noise and compression may make. */
const NOISE = 2;
/** A residual of this share of the block's texture is still "found": sub-pixel motion makes it. */
const FOUND_TEXTURE_SHARE = 0.2;
/** Grey levels over the tolerance at which a flat block counts as wholly changed. */
const FULL_CHANGE = 7;

/** Mean luma apart by more grey levels than this: the light may have changed so much that highlights are clipped. */
const OTHER_LIGHT = 6;

/** 0 in all measures for two equal pictures; the order of the two hardly matters. */
export function frameDifference(before: ScanPicture, after: ScanPicture): FrameDifference {
  const forward = difference(before, after);
  if (Math.abs(before.mean - after.mean) <= OTHER_LIGHT || forward.change < 0.05) return forward;
  // What the light has clipped in one picture can be clipped in the other as well, but not restored: only one of the
  // two orders can match the exposure.
  const backward = difference(after, before);
  return backward.change < forward.change ? backward : forward;
}

function difference(before: ScanPicture, after: ScanPicture): FrameDifference {
  const matched = matchExposure(before, after);
  // Each costs as much as dozens of blocks: made when the first block needs it.
  const shift = lazily(() => globalShift(before, after));
  const searched = lazily(() => searchedPicture(matched ?? before.luma));
  const changes = new Float64Array(ROWS * COLUMNS);
  const block = createBlock();
  let motion = 0;
  for (let row = 0, i = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++, i++) {
      block.left = column * BLOCK;
      block.top = row * BLOCK;
      liftBlock(block, after.luma);
      const enough = NOISE + FOUND_TEXTURE_SHARE * block.texture;
      const full = FULL_CHANGE + 0.5 * block.texture;
      const colour = colourDistance({ before, after }, row, column);
      let distance = distanceInPlace(block, before.luma);
      let inPlace = distance;
      if (distance > enough && matched) {
        inPlace = distanceInPlace(block, matched);
        distance = Math.min(distance, inPlace);
      }
      motion += ramp(distance + colour.still - enough, full);
      if (distance > enough) {
        // Below it nothing counts as changed; half a grey level of a pixel forgives rounding.
        const settled = enough - colour.near - 0.5 / (BLOCK * BLOCK);
        const search = { shift: shift(), least: distance, inPlace, enough, settled };
        distance = distanceNearby(block, searched(), search);
      }
      changes[i] = ramp(distance + colour.near - enough, full);
    }
  }
  return { ...summary(changes), motion: motion / changes.length };
}

const ramp = (value: number, full: number): number => Math.min(1, Math.max(0, value / full));

function lazily<Value>(make: () => Value): () => Value {
  let value: Value | undefined;
  return () => {
    value ??= make();
    return value;
  };
}

function summary(changes: Float64Array): { change: number; spread: number } {
  let [top, bottom, left, right] = [0, 0, 0, 0];
  for (let i = 0; i < changes.length; i++) {
    const change = changes[i] as number;
    if (Math.floor(i / COLUMNS) < ROWS / 2) top += change;
    else bottom += change;
    if (i % COLUMNS < COLUMNS / 2) left += change;
    else right += change;
  }
  // The middle row counts as top: 5 of the 9 rows.
  const topRows = Math.ceil(ROWS / 2);
  const spread = Math.min(
    top / (topRows * COLUMNS),
    bottom / ((ROWS - topRows) * COLUMNS),
    Math.min(left, right) / ((ROWS * COLUMNS) / 2),
  );
  return { change: (left + right) / changes.length, spread };
}
