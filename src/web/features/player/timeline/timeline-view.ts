/** The part of the episode that the timeline shows, changed by hand and by playback. Kept outside React: it changes with every frame. */
import {
  following,
  limited,
  panned,
  type TimeLimits,
  type TimeView,
  toPixel,
  toSeconds,
  wholeView,
  zoomed,
} from './time-scale.ts';

export class TimelineView {
  #limits: TimeLimits;
  #view: TimeView;
  /** Of the lanes, in pixels. */
  #width = 1;
  #isFollowing = true;
  /** Moved away by hand while it plays: it stays there until somebody seeks. */
  #isHeld = false;
  readonly #listeners = new Set<() => void>();

  constructor(limits: TimeLimits, view: TimeView | null) {
    this.#limits = limits;
    this.#view = limited(view ?? wholeView(limits), limits);
  }

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly current = (): TimeView => this.#view;
  readonly isFollowing = (): boolean => this.#isFollowing;

  get width(): number {
    return this.#width;
  }

  get duration(): number {
    return this.#limits.duration;
  }

  get isWhole(): boolean {
    return this.#view.span >= wholeView(this.#limits).span;
  }

  pixelAt = (seconds: number): number => toPixel(this.#view, this.#width, seconds);
  secondsAt = (pixel: number): number => toSeconds(this.#view, this.#width, pixel);

  setWidth(width: number): void {
    if (width === this.#width || width <= 0) return;
    this.#width = width;
    this.#tell();
  }

  setLimits(limits: TimeLimits): void {
    if (limits.duration === this.#limits.duration && limits.shortest === this.#limits.shortest) return;
    const wasWhole = this.isWhole;
    this.#limits = limits;
    this.#set(wasWhole ? wholeView(limits) : this.#view);
    this.#tell();
  }

  /** @param factor above 1: closer. @param anchor seconds that stay in place. */
  zoom(factor: number, anchor: number): void {
    this.#isHeld = true;
    this.#set(zoomed(this.#view, { factor, anchor }, this.#limits));
  }

  /** @param pixels above 0: later. */
  pan(pixels: number): void {
    this.#isHeld = true;
    this.#set(panned(this.#view, (pixels / this.#width) * this.#view.span, this.#limits));
  }

  show(view: TimeView): void {
    this.#isHeld = true;
    this.#set(limited(view, this.#limits));
  }

  readonly showAll = (): void => this.#set(wholeView(this.#limits));

  setFollowing(isFollowing: boolean): void {
    this.#isFollowing = isFollowing;
    this.#isHeld = false;
    this.#tell();
  }

  /** Somebody went there: it is shown. */
  reveal(seconds: number): void {
    this.#isHeld = false;
    this.#set(following(this.#view, seconds, this.#limits));
  }

  /** It plays there. */
  follow(seconds: number): void {
    if (this.#isFollowing && !this.#isHeld) this.#set(following(this.#view, seconds, this.#limits));
  }

  #set(view: TimeView): void {
    if (view.start === this.#view.start && view.span === this.#view.span) return;
    this.#view = view;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
