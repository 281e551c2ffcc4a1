/**
 * Boxes as MOT Challenge rows `frame,id,left,top,width,height,conf,1,1`: frame 1-based, boxes in decoded pixels with one
 * decimal, clipped to the picture, by frame and then by id.
 */
import type { TrackBox } from '../../../../pipeline/records.ts';
import type { PixelBox } from '../../../../pipeline/units.ts';

/** The decoded picture, and how many of its pixels one display pixel is. */
export interface MotPicture {
  readonly width: number;
  readonly height: number;
  readonly horizontalScale: number;
  readonly verticalScale: number;
}

/** Boxes of one track or identity. Id −1 stands for faces that belong to nobody: several of them may share a frame. */
export interface MotEntry {
  readonly id: number;
  readonly boxes: readonly TrackBox[];
}

/** The decoded picture of a video with the given sizes (see `VideoProbe`). */
export function motPicture(video: {
  readonly width: number;
  readonly height: number;
  readonly displayWidth: number;
  readonly displayHeight: number;
}): MotPicture {
  const { width, height, displayWidth, displayHeight } = video;
  return { width, height, horizontalScale: width / displayWidth, verticalScale: height / displayHeight };
}

/** Both edges are rounded, not edge and length, so that a box that touches the border does not stick out of it. */
function clipTenths(start: number, length: number, limit: number): readonly [string, string] | null {
  const from = Math.round(Math.min(Math.max(start, 0), limit) * 10);
  const to = Math.round(Math.min(Math.max(start + length, 0), limit) * 10);
  return to > from ? [(from / 10).toFixed(1), ((to - from) / 10).toFixed(1)] : null;
}

function motLine(id: number, { frame, box, score }: TrackBox, picture: MotPicture): string | null {
  const scaled: PixelBox = {
    left: box.left * picture.horizontalScale,
    width: box.width * picture.horizontalScale,
    top: box.top * picture.verticalScale,
    height: box.height * picture.verticalScale,
  };
  const across = clipTenths(scaled.left, scaled.width, picture.width);
  const down = clipTenths(scaled.top, scaled.height, picture.height);
  if (across === null || down === null) return null;
  return `${frame + 1},${id},${across[0]},${down[0]},${across[1]},${down[1]},${score.toFixed(3)},1,1`;
}

/**
 * The lines of a MOT file, without line feeds. `groups` come in time order and do not overlap in time (one per shot), so
 * that one group at a time is sorted. Where an id has two boxes in one frame the better score stays (the format allows
 * one), except for id −1. Boxes wholly outside the picture are left out.
 */
export function* motLines(groups: Iterable<readonly MotEntry[]>, picture: MotPicture): Generator<string> {
  for (const entries of groups) {
    const rows = entries
      .flatMap(({ id, boxes }) => boxes.map((box) => ({ id, box })))
      .sort((a, b) => a.box.frame - b.box.frame || a.id - b.id || b.box.score - a.box.score);
    for (const [i, { id, box }] of rows.entries()) {
      const before = rows[i - 1];
      if (id !== -1 && before?.id === id && before.box.frame === box.frame) continue;
      const line = motLine(id, box, picture);
      if (line !== null) yield line;
    }
  }
}
