import type { FaceRow, FrameFaces } from './face-rows.ts';

/** Number of frames in which each id is seen; a frame counts once per id. */
export function framesById(frames: readonly FrameFaces[], side: 'truth' | 'predicted'): Map<number, number> {
  const counts = new Map<number, number>();
  for (const frame of frames) {
    const rows: readonly FaceRow[] = frame[side];
    for (const id of new Set(rows.map((row) => row.id))) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
