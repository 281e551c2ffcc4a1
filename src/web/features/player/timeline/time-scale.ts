/** Which part of the episode the timeline shows, and where times lie in it. Seconds since the first frame; pixels from the left. */

export interface TimeView {
  /** At the left edge. */
  readonly start: number;
  /** From the left edge to the right one. */
  readonly span: number;
}

export interface TimeLimits {
  /** Length of the episode. */
  readonly duration: number;
  /** The closest look: some frames. */
  readonly shortest: number;
}

export const wholeView = ({ duration, shortest }: TimeLimits): TimeView => ({
  start: 0,
  span: Math.max(duration, shortest),
});

/** The nearest view that shows nothing before or after the episode. */
export function limited({ start, span }: TimeView, limits: TimeLimits): TimeView {
  const kept = Math.min(Math.max(span, limits.shortest), wholeView(limits).span);
  return { start: Math.min(Math.max(0, start), Math.max(0, limits.duration - kept)), span: kept };
}

/** @param factor above 1: closer. What is at `anchor` seconds stays where it is, as far as the limits allow. */
export function zoomed(view: TimeView, { factor, anchor }: { factor: number; anchor: number }, limits: TimeLimits) {
  const span = Math.min(Math.max(view.span / factor, limits.shortest), wholeView(limits).span);
  const share = (anchor - view.start) / view.span;
  return limited({ start: anchor - share * span, span }, limits);
}

export const panned = (view: TimeView, seconds: number, limits: TimeLimits): TimeView =>
  limited({ start: view.start + seconds, span: view.span }, limits);

/** When playback follows, the page is turned here and goes on from there: shares of the width. */
const TURN_AT = 0.95;
const GO_ON_AT = 0.08;

/** The same view while a time is well inside it; else one in which it is. */
export function following(view: TimeView, seconds: number, limits: TimeLimits): TimeView {
  const place = (seconds - view.start) / view.span;
  if (place >= 0 && place <= TURN_AT) return view;
  const turned = limited({ start: seconds - GO_ON_AT * view.span, span: view.span }, limits);
  return turned.start === view.start ? view : turned;
}

export const toPixel = ({ start, span }: TimeView, width: number, seconds: number): number =>
  ((seconds - start) / span) * width;

export const toSeconds = ({ start, span }: TimeView, width: number, pixel: number): number =>
  start + (pixel / Math.max(1, width)) * span;

/** Seconds between labelled marks, from frames up. */
const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];

/** The finest steps whose marks are at least `apart` pixels from each other. */
export function markStep({ span }: TimeView, width: number, apart: number): number {
  const least = (span / Math.max(1, width)) * apart;
  return STEPS.find((step) => step >= least) ?? STEPS.at(-1)!;
}

/** How many digits after the point a label needs. */
export const labelDigits = (step: number): number => (step < 1 ? 1 : 0);

/** Marks that can be seen, with those a little outside whose labels reach in. */
export function marks({ start, span }: TimeView, step: number): number[] {
  const first = Math.max(0, Math.floor(start / step));
  const last = Math.ceil((start + span) / step);
  // Multiplied, not added up: an hour of tenths would be off.
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step);
}
