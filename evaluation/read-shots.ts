import type { TrueShots } from './metrics/cut-crossings.ts';
import { numberIn, readTable } from './read-table.ts';

/**
 * Reads `shots.csv`: columns `start_frame` (1-based) and, for gradual transitions, `trans_start` and
 * `trans_end` (inclusive).
 *
 * @returns null when there is no such file.
 */
export async function readShots(path: string): Promise<TrueShots | null> {
  const rows = await readTable(path, ['start_frame']);
  if (rows === null) return null;
  const starts = rows.flatMap((row) => numberIn(row, 'start_frame') ?? []).sort((a, b) => a - b);
  const transitionFrames = new Set<number>();
  for (const row of rows) {
    const first = numberIn(row, 'trans_start');
    const last = numberIn(row, 'trans_end');
    if (first === null || last === null) continue;
    for (let frame = first; frame <= last; frame++) transitionFrames.add(frame);
  }
  return { starts, transitionFrames };
}
