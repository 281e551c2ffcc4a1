/** Boundaries to shots that tile the video. */
import type { Shot } from '../records.ts';
import { frameIndex } from '../units.ts';
import type { Boundary } from './boundary.ts';

/** Fewer frames are no shot. */
export const SHORTEST_SHOT = 3;

/**
 * @param boundaries in time order; one that leaves a shot shorter than {@link SHORTEST_SHOT} is dropped.
 * @param frames number of frames of the video; 0 gives no shot.
 */
export function assembleShots(boundaries: readonly Boundary[], frames: number): Shot[] {
  if (frames === 0) return [];
  const kept: Boundary[] = [];
  for (const boundary of boundaries) {
    const start = kept[kept.length - 1]?.frame ?? 0;
    if (boundary.frame - start >= SHORTEST_SHOT && frames - boundary.frame >= SHORTEST_SHOT) kept.push(boundary);
  }
  const shots: Shot[] = [];
  for (let i = 0; i <= kept.length; i++) {
    const begin = kept[i - 1];
    const end = (kept[i]?.frame ?? frames) - 1;
    const span = { shot: i + 1, startFrame: frameIndex(begin?.frame ?? 0), endFrame: frameIndex(end) };
    if (!begin) shots.push({ ...span, transition: 'start' });
    else if (begin.kind === 'cut') shots.push({ ...span, transition: 'cut' });
    else {
      const transitionFrames = { first: frameIndex(begin.first), last: frameIndex(begin.last) };
      shots.push({ ...span, transition: begin.kind, transitionFrames });
    }
  }
  return shots;
}
