/**
 * A fade to a plain colour and the way out of it are one transition: the new shot begins in the middle of the plain
 * frames, or where a hard cut ends or begins them. A video that begins or ends in a fade has no boundary there.
 */
import type { Boundary } from './boundary.ts';

/** Plain frames that last longer are a shot of their own. */
const LONGEST_HOLD_SECONDS = 1;

/** At both ends of a fade, frames that show less than a trace of the picture and yet are not plain. */
const FAINT_FRAMES = 4;

export interface FadeSurroundings {
  readonly frames: number;
  /** Whether a frame is one plain colour. */
  readonly isPlain: (frame: number) => boolean;
  readonly seconds: (frame: number) => number;
}

/** @param boundaries in time order. */
export function joinFades(boundaries: readonly Boundary[], video: FadeSurroundings): Boundary[] {
  const joined: Boundary[] = [];
  for (const boundary of boundaries) {
    const previous = joined[joined.length - 1];
    if (
      previous &&
      (previous.kind === 'fade' || boundary.kind === 'fade') &&
      isHold(video, previous.last, boundary.first)
    ) {
      joined[joined.length - 1] = through(previous, boundary);
    } else joined.push(boundary);
  }
  return joined.filter((boundary) => {
    if (boundary.kind !== 'fade') return true;
    return !isHold(video, 0, boundary.first) && !isHold(video, boundary.last, video.frames - 1);
  });
}

/** Whether the frames from `first` to `last` are plain (the faintest end of a fade aside) and few. */
function isHold(video: FadeSurroundings, first: number, last: number): boolean {
  if (last < first || video.seconds(last) - video.seconds(first) > LONGEST_HOLD_SECONDS) return false;
  let plain = 0;
  for (let frame = first; frame <= last; frame++) if (video.isPlain(frame)) plain++;
  return plain > 0 && last - first + 1 - plain <= FAINT_FRAMES;
}

function through(out: Boundary, into: Boundary): Boundary {
  const middle = Math.floor((out.last + into.first + 1) / 2);
  let frame = middle;
  if (out.kind === 'cut' && into.kind !== 'cut') frame = out.frame;
  if (into.kind === 'cut' && out.kind !== 'cut') frame = into.frame;
  return { kind: 'fade', frame, first: out.first, last: Math.max(into.last, frame) };
}
