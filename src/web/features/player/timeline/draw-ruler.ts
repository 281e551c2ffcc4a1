/** Above the lanes: times, shots, and frames where there is room for them. */
import { formatClock } from '../../../lib/format-time.ts';
import { frameAt, startOf } from '../frame-times.ts';
import { forEachBlock } from '../spans.ts';
import type { CanvasColours } from './canvas-colours.ts';
import { labelDigits, markStep, marks } from './time-scale.ts';
import { RULER_HEIGHT, type TimelineData } from './timeline-data.ts';
import type { TimelineView } from './timeline-view.ts';

/** Pixels: from one label to the next; the height of the shots; the least width of a frame that is marked. */
const LABELS_APART = 76;
const SHOTS_HEIGHT = 9;
const FRAME_PIXELS = 7;
/** From here on each frame has its number. */
const NUMBER_PIXELS = 44;

interface Drawn {
  readonly data: TimelineData;
  readonly view: TimelineView;
  readonly colours: CanvasColours;
}

export function drawRuler(
  context: CanvasRenderingContext2D,
  { data, view, colours }: Drawn,
  { width, ratio }: { readonly width: number; readonly ratio: number },
): void {
  const { range, shots } = data;
  if (range) {
    const from = view.pixelAt(range.start);
    context.globalAlpha = 0.22;
    context.fillStyle = colours.accent;
    context.fillRect(from, 0, Math.max(1, view.pixelAt(range.end) - from), RULER_HEIGHT);
    context.globalAlpha = 1;
  }
  const step = markStep(view.current(), width, LABELS_APART);
  context.font = "11px 'Inter Variable', system-ui, sans-serif";
  context.textBaseline = 'alphabetic';
  for (const seconds of marks(view.current(), step)) {
    const x = Math.round(view.pixelAt(seconds));
    context.fillStyle = colours.line;
    context.fillRect(x, 0, 1, RULER_HEIGHT - SHOTS_HEIGHT);
    context.fillStyle = colours.text;
    context.fillText(formatClock(seconds, labelDigits(step)), x + 4, 12);
  }
  drawFrames(context, { data, view, colours });
  drawShots(context, { shots, view, colours }, { width, ratio });
}

/** Frames where they are, which need not be evenly. */
function drawFrames(context: CanvasRenderingContext2D, { data: { frames }, view, colours }: Drawn): void {
  const { start, span } = view.current();
  const [first, last] = [frameAt(frames, start), frameAt(frames, start + span)];
  const pixels = view.width / Math.max(1, last - first);
  if (pixels < FRAME_PIXELS || !frames.isExact) return;
  context.fillStyle = colours.text;
  for (let frame = first; frame <= last; frame++) {
    const x = Math.round(view.pixelAt(startOf(frames, frame)));
    context.fillRect(x, RULER_HEIGHT - SHOTS_HEIGHT - 4, 1, 4);
    if (pixels >= NUMBER_PIXELS) context.fillText(`${frame}`, x + 3, RULER_HEIGHT - SHOTS_HEIGHT - 2);
  }
}

/** A strip of the shots, lighter and darker in turn; where they are too narrow for that, one tone. */
function drawShots(
  context: CanvasRenderingContext2D,
  { shots, view, colours }: Pick<Drawn, 'view' | 'colours'> & { readonly shots: TimelineData['shots'] },
  { width, ratio }: { readonly width: number; readonly ratio: number },
): void {
  const { start, span } = view.current();
  const top = RULER_HEIGHT - SHOTS_HEIGHT;
  context.fillStyle = colours.line;
  context.fillRect(0, top, width, SHOTS_HEIGHT);
  context.fillStyle = colours.text;
  const shown = { start, secondsPerPixel: span / (width * ratio), width: Math.round(width * ratio) };
  context.globalAlpha = 0.75;
  forEachBlock(shots, shown, (from) => context.fillRect(from / ratio, top, 1 / ratio, SHOTS_HEIGHT));
  context.globalAlpha = 1;
}
