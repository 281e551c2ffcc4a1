/** When a track is on screen, said of what it became in another run. */
import type { Carrying } from './carrying.ts';
import type { MachineTrack } from './machine-result.ts';
import type { ReviewState } from './review-state.ts';

interface Bounds {
  readonly firstSeconds: number;
  readonly lastSeconds: number;
}

/**
 * A track that has become several is on screen from the begin of the first to the end of the last. One that became one with
 * others ends where they do, unless it is the outermost: of theirs nothing was said.
 *
 * @returns whether it is there.
 */
export function carryBounds(carrying: Carrying, track: number): boolean {
  const { from, to, counterparts } = carrying;
  const became = counterparts.trackOf.get(track) ?? [];
  const said = from.bounds.get(track);
  if (!said) return false;
  const moved = (time: number): number => Math.max(0, time + counterparts.shiftSeconds);
  const pieces = inTime(to, became);
  for (const [index, piece] of pieces.entries()) {
    const joined = joinedIn(carrying, piece.track);
    const own = (joined.length > 1 ? to.bounds.get(piece.track) : null) ?? piece;
    const isFirst =
      index === 0 && joined.every((each) => each === track || boundsOf(from, each).firstSeconds >= said.firstSeconds);
    const isLast =
      index === pieces.length - 1 &&
      joined.every((each) => each === track || boundsOf(from, each).lastSeconds <= said.lastSeconds);
    const next = pieces[index + 1];
    const first = isFirst ? moved(said.firstSeconds) : own.firstSeconds;
    const last = isLast
      ? moved(said.lastSeconds)
      : next
        ? Math.max(own.lastSeconds, next.firstSeconds)
        : own.lastSeconds;
    to.bounds.set(
      piece.track,
      within(joined.length > 1 ? null : said, { firstSeconds: first, lastSeconds: last }, moved),
    );
  }
  return pieces.length > 0;
}

/** What lies outside of what was said is not on screen; where other tracks have become the same, that is not known. */
function within(said: Bounds | null, { firstSeconds, lastSeconds }: Bounds, moved: (time: number) => number): Bounds {
  if (!said) return { firstSeconds, lastSeconds };
  const first = Math.min(Math.max(firstSeconds, moved(said.firstSeconds)), moved(said.lastSeconds));
  return { firstSeconds: first, lastSeconds: Math.max(first, Math.min(lastSeconds, moved(said.lastSeconds))) };
}

const inTime = ({ machine }: ReviewState, tracks: readonly number[]): readonly MachineTrack[] =>
  machine.tracks
    .filter(({ track }) => tracks.includes(track))
    .toSorted((a, b) => a.firstSeconds - b.firstSeconds || a.track - b.track);

/** Tracks of the one run that are this one in the other. */
const joinedIn = ({ counterparts }: Carrying, there: number): readonly number[] =>
  [...counterparts.trackOf].flatMap(([track, became]) => (became.includes(there) ? [track] : []));

function boundsOf({ bounds, machine }: ReviewState, track: number): Bounds {
  const nowhere = { firstSeconds: Number.POSITIVE_INFINITY, lastSeconds: Number.NEGATIVE_INFINITY };
  return bounds.get(track) ?? machine.tracks.find((each) => each.track === track) ?? nowhere;
}
