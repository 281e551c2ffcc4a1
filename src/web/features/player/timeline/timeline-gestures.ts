/**
 * What a pointer does on the timeline.
 *
 * ruler: click = go there, drag = choose a range (at its ends: change it), drag from the playhead = scrub, wheel = zoom.
 * lanes: click = go there, drag = move the view, Shift and drag = choose a range, Ctrl or Alt and wheel = zoom, sideways
 * wheel or Shift and wheel = move the view. Two fingers: zoom and move, everywhere.
 */
import type { Interval } from '../spans.ts';
import type { TimelineView } from './timeline-view.ts';

export interface GestureTargets {
  readonly view: TimelineView;
  readonly isRuler: boolean;
  /** Seconds of the playhead. */
  readonly playhead: () => number;
  readonly range: () => Interval | null;
  readonly onSeek: (seconds: number) => void;
  /** While it is being chosen; null: no longer. */
  readonly onDraft: (range: Interval | null) => void;
  readonly onRange: (range: Interval) => void;
  /** @param place pixels in the element; null: the pointer has left. */
  readonly onHover: (place: { readonly x: number; readonly y: number } | null) => void;
}

type Drag = 'undecided' | 'pan' | 'scrub' | 'brush' | 'pinch';

/** Pixels: what moves less is a click; how near one must be to a thin thing. */
const CLICK_PIXELS = 4;
const NEAR_PIXELS = 7;
/** Wheels tell pixels, lines or pages. */
const WHEEL_PIXELS = [1, 16, 400];
const ZOOM_PER_PIXEL = 0.0022;

/** @returns ends it. */
export function followGestures(element: HTMLElement, targets: GestureTargets): () => void {
  const { view } = targets;
  const pointers = new Map<number, number>();
  let drag: Drag = 'undecided';
  let began = { x: 0, seconds: 0 };
  let lastX = 0;
  let draft: Interval | null = null;

  const placeOf = ({ clientX, clientY }: MouseEvent): { x: number; y: number } => {
    const { left, top } = element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const isNear = (x: number, seconds: number): boolean => Math.abs(view.pixelAt(seconds) - x) <= NEAR_PIXELS;

  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const { x } = placeOf(event);
    pointers.set(event.pointerId, x);
    element.setPointerCapture(event.pointerId);
    if (pointers.size === 2) {
      drag = 'pinch';
      return;
    }
    [drag, began, lastX] = ['undecided', { x, seconds: view.secondsAt(x) }, x];
  };

  const decide = (event: PointerEvent): Drag => {
    if (!targets.isRuler) return event.shiftKey ? 'brush' : 'pan';
    const range = targets.range();
    // Its other end stays: the drag goes on from there.
    const other = range && (isNear(began.x, range.start) ? range.end : isNear(began.x, range.end) ? range.start : null);
    if (other !== null) {
      began = { ...began, seconds: other };
      return 'brush';
    }
    return isNear(began.x, targets.playhead()) && !event.shiftKey ? 'scrub' : 'brush';
  };

  const onMove = (event: PointerEvent): void => {
    const place = placeOf(event);
    const { x } = place;
    if (!pointers.has(event.pointerId)) {
      targets.onHover(place);
      return;
    }
    if (drag === 'pinch') {
      pinch(event.pointerId, x);
      return;
    }
    pointers.set(event.pointerId, x);
    if (drag === 'undecided') {
      if (Math.abs(x - began.x) < CLICK_PIXELS) return;
      drag = decide(event);
    }
    if (drag === 'pan') view.pan(lastX - x);
    else if (drag === 'scrub') targets.onSeek(inEpisode(view.secondsAt(x)));
    else brush(x);
    lastX = x;
    targets.onHover(drag === 'pan' ? null : place);
  };

  const inEpisode = (seconds: number): number => Math.min(Math.max(0, seconds), view.duration);

  const brush = (x: number): void => {
    const [one, other] = [began.seconds, inEpisode(view.secondsAt(x))];
    draft = { start: Math.min(one, other), end: Math.max(one, other) };
    targets.onDraft(draft);
  };

  const pinch = (id: number, x: number): void => {
    const [a = 0, b = 0] = pointers.values();
    const middle = (a + b) / 2;
    pointers.set(id, x);
    const [c = 0, d = 0] = pointers.values();
    const factor = Math.max(8, Math.abs(c - d)) / Math.max(8, Math.abs(a - b));
    view.zoom(factor, view.secondsAt(middle));
    view.pan(middle - (c + d) / 2);
  };

  const onUp = (event: PointerEvent): void => {
    if (!pointers.delete(event.pointerId)) return;
    if (drag === 'pinch') return;
    if (drag === 'undecided') targets.onSeek(inEpisode(began.seconds));
    if (drag === 'brush' && draft && draft.end > draft.start) targets.onRange(draft);
    finish();
  };

  const onCancel = (event: PointerEvent): void => {
    if (pointers.delete(event.pointerId)) finish();
  };

  const finish = (): void => {
    if (draft) targets.onDraft(null);
    [draft, drag] = [null, 'undecided'];
  };

  const onWheel = (event: WheelEvent): void => {
    const unit = WHEEL_PIXELS[event.deltaMode] ?? 1;
    const { x } = placeOf(event);
    if (event.ctrlKey || event.altKey || event.metaKey || (targets.isRuler && event.deltaX === 0 && !event.shiftKey)) {
      // Trackpads tell a pinch in small steps with Ctrl.
      const speed = event.ctrlKey && Math.abs(event.deltaY) < 50 ? 4 : 1;
      view.zoom(Math.exp(-event.deltaY * unit * ZOOM_PER_PIXEL * speed), view.secondsAt(x));
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      view.pan((event.deltaX || event.deltaY) * unit);
    } else {
      return;
    }
    event.preventDefault();
  };

  const onLeave = (): void => targets.onHover(null);
  const listeners = [
    ['pointerdown', onDown],
    ['pointermove', onMove],
    ['pointerup', onUp],
    ['pointercancel', onCancel],
    ['pointerleave', onLeave],
  ] as const;
  for (const [name, listener] of listeners) element.addEventListener(name, listener as EventListener);
  // Not passive: the page must not scroll or zoom along.
  element.addEventListener('wheel', onWheel, { passive: false });
  return () => {
    for (const [name, listener] of listeners) element.removeEventListener(name, listener as EventListener);
    element.removeEventListener('wheel', onWheel);
  };
}
