/** Expressions for ffmpeg's `select` filter. Pure. */
import { MOST_WANTED_IN_ONE_RUN } from './plan-decode-runs.ts';

/** Also let every so many-th frame through, so that a long search shows that the decoder is alive. The reader drops them. */
const HEARTBEAT_FRAMES = 500;

export interface SelectOptions {
  /** PTS to let through, ascending; null for all. */
  readonly wanted: readonly number[] | null;
  /**
   * Frames that must have been seen from the first key frame on before one is let through; 0 asks for nothing. After a
   * seek the first frames may refer to pictures that were never decoded; from a key frame on (in presentation order)
   * none does.
   */
  readonly framesFromKey: number;
}

/** Expression that is non-zero for the wanted frames (and for some more: see the heartbeat), or null to keep all. */
export function selectExpression({ wanted, framesFromKey }: SelectOptions): string | null {
  if (wanted === null) return null;
  // Past the limit of one argument the filter lets through all from the first on and the reader picks.
  const match = wanted.length > MOST_WANTED_IN_ONE_RUN ? `gte(pts,${wanted[0] ?? 0})` : searchTree(wanted);
  const chosen = `${match}+not(mod(n+1,${HEARTBEAT_FRAMES}))`;
  // st(1, …) counts frames since the first key frame, which itself counts.
  return framesFromKey === 0 ? chosen : `gte(st(1,ld(1)+gt(key+ld(1),0)),${framesFromKey})*(${chosen})`;
}

/** Binary search written out: a thousand terms cost ten comparisons a frame. */
function searchTree(wanted: readonly number[]): string {
  if (wanted.length <= 4) return wanted.length === 0 ? '0' : wanted.map((pts) => `eq(pts,${pts})`).join('+');
  const middle = wanted.length >> 1;
  const [left, right] = [wanted.slice(0, middle), wanted.slice(middle)];
  return `if(lt(pts,${right[0] ?? 0}),${searchTree(left)},${searchTree(right)})`;
}
