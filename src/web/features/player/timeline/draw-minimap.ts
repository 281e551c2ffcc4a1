/** The whole episode in a strip: who is on screen when, a thin line per person. */
import { forEachBlock } from '../spans.ts';
import type { TimelineData } from './timeline-data.ts';

/** Lines more than there is room for lie on top of each other. */
const LEAST_LINE = 1;

export function drawMinimap(
  context: CanvasRenderingContext2D,
  people: TimelineData['people'],
  { width, height, ratio, duration }: { width: number; height: number; ratio: number; duration: number },
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  const shown = { start: 0, secondsPerPixel: duration / (width * ratio), width: Math.round(width * ratio) };
  const room = height * ratio - 4;
  const line = Math.max(LEAST_LINE, Math.floor(room / Math.max(1, people.length)));
  const most = Math.max(1, Math.floor(room / line));
  people.slice(0, most).forEach(({ spans, colour }, place) => {
    context.fillStyle = colour;
    forEachBlock(spans, shown, (from, to) =>
      context.fillRect(from, 2 + place * line, to - from, Math.max(1, line - (line > 2 ? 1 : 0))),
    );
  });
}
