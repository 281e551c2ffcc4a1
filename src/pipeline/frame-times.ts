import type { FrameTable, Shot } from './records.ts';
import { type FrameIndex, type Seconds, seconds } from './units.ts';

/** Seconds from the start of the first decoded frame to `ticks`, by the container's clock. */
function ticksToSeconds(table: FrameTable, ticks: number): Seconds {
  const { numerator, denominator } = table.timeBase;
  return seconds(((ticks - (table.pts[0] ?? 0)) * numerator) / denominator);
}

function outside(table: FrameTable, frame: FrameIndex): RangeError {
  return new RangeError(`frame ${frame} is outside a video of ${table.pts.length} frames`);
}

/**
 * When a frame appears, in seconds since the first decoded frame (so frame 0 starts at 0).
 * @throws RangeError when the video has no such frame.
 */
export function frameStartSeconds(table: FrameTable, frame: FrameIndex): Seconds {
  const ticks = table.pts[frame];
  if (ticks === undefined) throw outside(table, frame);
  return ticksToSeconds(table, ticks);
}

/**
 * When a frame stops being shown: exactly the start of the next one, and of the last frame the end of the video.
 * @throws RangeError when the video has no such frame.
 */
export function frameEndSeconds(table: FrameTable, frame: FrameIndex): Seconds {
  if (table.pts[frame] === undefined) throw outside(table, frame);
  return ticksToSeconds(table, table.pts[frame + 1] ?? table.endPts);
}

/** Length of the video in seconds, from the first frame's start to the last frame's end; 0 without frames. */
export function videoSeconds(table: FrameTable): Seconds {
  return table.pts.length === 0 ? seconds(0) : ticksToSeconds(table, table.endPts);
}

/** When a shot is on screen: [start of its first frame, end of its last frame). */
export function shotSpan(table: FrameTable, shot: Shot): { readonly start: Seconds; readonly end: Seconds } {
  return { start: frameStartSeconds(table, shot.startFrame), end: frameEndSeconds(table, shot.endFrame) };
}
