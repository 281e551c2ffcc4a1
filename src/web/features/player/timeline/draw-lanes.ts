/** The lanes: one row per person, a block where they are on screen. Only what can be seen is drawn. */
import { forEachBlock } from '../spans.ts';
import type { CanvasColours } from './canvas-colours.ts';
import { LANE_HEIGHT, type TimelineData } from './timeline-data.ts';
import type { TimelineView } from './timeline-view.ts';

interface Place {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  /** How far the lanes are scrolled, in CSS pixels. */
  readonly top: number;
}

/** Free space above and below a block, in CSS pixels. */
const MARGIN = 5;
/** Cuts closer to each other than this are not drawn through the lanes: they would be a grey surface. */
const CUT_PIXELS = 14;

export function drawLanes(
  context: CanvasRenderingContext2D,
  { data, view, colours }: { data: TimelineData; view: TimelineView; colours: CanvasColours },
  { width, height, ratio, top }: Place,
): void {
  const { people, shots, range, who, hidden } = data;
  const { start, span } = view.current();
  // In device pixels, so that edges are sharp.
  context.setTransform(1, 0, 0, 1, 0, 0);
  const shown = { start, secondsPerPixel: span / (width * ratio), width: Math.round(width * ratio) };
  const down = (pixels: number): number => Math.round(pixels * ratio);
  const used = Math.min(height, people.length * LANE_HEIGHT - top);

  if (range) {
    context.globalAlpha = 0.14;
    context.fillStyle = colours.accent;
    const from = Math.round(view.pixelAt(range.start) * ratio);
    context.fillRect(from, 0, Math.max(1, Math.round(view.pixelAt(range.end) * ratio) - from), down(used));
    context.globalAlpha = 1;
  }
  context.fillStyle = colours.line;
  if (isRoomForCuts(shots.starts.length, view)) {
    context.globalAlpha = 0.7;
    forEachBlock(shots, shown, (from) => context.fillRect(from, 0, 1, down(used)));
    context.globalAlpha = 1;
  }
  const first = Math.floor(top / LANE_HEIGHT);
  const last = Math.min(people.length - 1, Math.floor((top + height) / LANE_HEIGHT));
  for (let place = first; place <= last; place++) {
    const person = people[place]!;
    const y = place * LANE_HEIGHT - top;
    context.fillStyle = colours.line;
    context.fillRect(0, down(y + LANE_HEIGHT) - 1, shown.width, 1);
    context.globalAlpha = opacityOf(person.key, { who, hidden });
    context.fillStyle = person.colour;
    const [blockTop, blockHeight] = [down(y + MARGIN), down(LANE_HEIGHT - 2 * MARGIN)];
    // A gap at the end of a block: two that touch at a cut are seen as two.
    forEachBlock(person.spans, shown, (from, to) =>
      context.fillRect(from, blockTop, to - from > 3 ? to - from - 1 : to - from, blockHeight),
    );
    context.globalAlpha = 1;
  }
}

const isRoomForCuts = (cuts: number, view: TimelineView): boolean =>
  cuts > 0 && ((view.duration / cuts) * view.width) / view.current().span >= CUT_PIXELS;

function opacityOf(key: string, { who, hidden }: Pick<TimelineData, 'who' | 'hidden'>): number {
  if (who !== undefined && key !== who) return 0.28;
  return hidden.has(key) ? 0.45 : 0.92;
}
