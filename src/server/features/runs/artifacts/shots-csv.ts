import { shotSpan } from '../../../../pipeline/frame-times.ts';
import type { FrameTable, Shot } from '../../../../pipeline/records.ts';

/**
 * Lines of `shots.csv`, without line feeds: frames 1-based and inclusive, seconds since the first decoded frame with six
 * decimals, `end_s` exclusive (it is the next shot's `start_s`); `transition` is how the shot begins.
 */
export function* shotsCsvLines(table: FrameTable, shots: Iterable<Shot>): Generator<string> {
  yield 'shot,start_frame,end_frame,start_s,end_s,transition';
  for (const shot of shots) {
    const { start, end } = shotSpan(table, shot);
    const frames = `${shot.startFrame + 1},${shot.endFrame + 1}`;
    yield `${shot.shot},${frames},${start.toFixed(6)},${end.toFixed(6)},${shot.transition}`;
  }
}
