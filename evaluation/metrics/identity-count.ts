import type { FrameFaces } from './face-rows.ts';
import { framesById } from './frames-by-id.ts';

export interface CountOfIdentities {
  readonly predicted: number;
  readonly true: number;
  /** predicted / true; null when there is no true one. 1 is right, more is splitting, less is merging or missing. */
  readonly ratio: number | null;
}

/**
 * Compares the number of predicted identities with the number of persons.
 *
 * @param minSeconds only those count that are seen at least that long; 0 counts all. Negative ids are nobody.
 */
export function countIdentities(
  frames: readonly FrameFaces[],
  { secondsPerFrame, minSeconds }: { readonly secondsPerFrame: number; readonly minSeconds: number },
): CountOfIdentities {
  // The margin keeps 30 frames of 1/30 s from falling short of one second.
  const longEnough = (count: number) => count * secondsPerFrame >= minSeconds - 1e-9;
  const persons = [...framesById(frames, 'truth').values()].filter(longEnough).length;
  const identities = [...framesById(frames, 'predicted')].filter(([id, count]) => id >= 0 && longEnough(count)).length;
  return { predicted: identities, true: persons, ratio: persons > 0 ? identities / persons : null };
}
