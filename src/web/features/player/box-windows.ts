/** Boxes of the frames around the one on screen: read a stretch at a time, ahead of playback, and kept for a while. */
import type { BoxesInFrame } from '../../../server/contract/results.ts';

export type Box = BoxesInFrame['boxes'][number];

/** A stretch, in seconds: a small answer, and time to read the next one. */
const WINDOW_SECONDS = 20;
/** The next stretch is read when so much of this one is left. */
const AHEAD_SECONDS = 10;
const MOST_KEPT = 12;
/** After a failure. */
const TRY_AGAIN_MS = 5_000;

interface Source {
  /** Boxes in the frames of a time range, both ends included. */
  readonly read: (range: { fromSeconds: number; toSeconds: number }) => Promise<readonly BoxesInFrame[]>;
  /** Length of the episode, in seconds. */
  readonly duration: number;
  /** Something has come. */
  readonly onArrival: () => void;
}

type Window = { readonly state: 'reading' } | { readonly state: 'failed'; readonly atMs: number } | Arrived;
type Arrived = { readonly state: 'there'; readonly frames: ReadonlyMap<number, readonly Box[]> };

export class BoxWindows {
  readonly #source: Source;
  /** The one that was needed last stands last. */
  readonly #windows = new Map<number, Window>();

  constructor(source: Source) {
    this.#source = source;
  }

  /** Null: not there yet. */
  boxesIn({ frame, seconds }: { readonly frame: number; readonly seconds: number }): readonly Box[] | null {
    const window = this.#windows.get(numberAt(seconds));
    return window?.state === 'there' ? (window.frames.get(frame) ?? []) : null;
  }

  /** Reads what is needed at a time and soon after it. @param speed of playback; below 0: backwards. */
  want(seconds: number, speed: number, nowMs: number): void {
    this.#need(numberAt(seconds), nowMs);
    const soon = seconds + (speed < 0 ? -AHEAD_SECONDS : AHEAD_SECONDS) * Math.max(1, Math.abs(speed));
    if (soon >= 0 && soon < this.#source.duration) this.#need(numberAt(soon), nowMs);
  }

  #need(number: number, nowMs: number): void {
    const known = this.#windows.get(number);
    if (known) {
      this.#windows.delete(number);
      this.#windows.set(number, known);
      if (known.state !== 'failed' || nowMs - known.atMs < TRY_AGAIN_MS) return;
    }
    this.#windows.set(number, { state: 'reading' });
    const oldest = this.#windows.keys().next();
    if (this.#windows.size > MOST_KEPT && !oldest.done) this.#windows.delete(oldest.value);
    const fromSeconds = number * WINDOW_SECONDS;
    this.#source.read({ fromSeconds, toSeconds: fromSeconds + WINDOW_SECONDS }).then(
      (frames) => {
        this.#windows.set(number, { state: 'there', frames: new Map(frames.map((each) => [each.frame, each.boxes])) });
        this.#source.onArrival();
      },
      // Boxes are an addition to the picture: without them it plays, and they are asked for again.
      () => this.#windows.set(number, { state: 'failed', atMs: nowMs }),
    );
  }
}

const numberAt = (seconds: number): number => Math.floor(seconds / WINDOW_SECONDS);
