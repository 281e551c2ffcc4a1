import { frameStartSeconds } from '../../../../pipeline/frame-times.ts';
import type { FrameTable } from '../../../../pipeline/records.ts';
import type { FrameIndex } from '../../../../pipeline/units.ts';

/**
 * Lines of `frames.csv`, without line feeds: the analysed frames (1-based) with their time stamp in ticks, the length of
 * a tick such as `1/15360` seconds, and the seconds since the first decoded frame with six decimals.
 */
export function* framesCsvLines(table: FrameTable, analysedFrames: Iterable<FrameIndex>): Generator<string> {
  const { numerator, denominator } = table.timeBase;
  yield 'frame,pts,time_base,seconds';
  for (const frame of analysedFrames) {
    const seconds = frameStartSeconds(table, frame).toFixed(6);
    yield `${frame + 1},${table.pts[frame]},${numerator}/${denominator},${seconds}`;
  }
}
