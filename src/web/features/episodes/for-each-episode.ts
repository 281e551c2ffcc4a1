/** Does the same to several episodes, one after the other: what fails does not stop the rest. */
import type { Episode } from '../../../server/contract/episodes.ts';
import { failureOf } from '../../lib/failure-of.ts';

export interface Outcome {
  readonly done: readonly string[];
  readonly failed: readonly { readonly id: string; readonly message: string }[];
}

export async function forEachEpisode(
  episodes: readonly Pick<Episode, 'id'>[],
  act: (id: string) => Promise<void>,
): Promise<Outcome> {
  const [done, failed]: [string[], { id: string; message: string }[]] = [[], []];
  for (const { id } of episodes) {
    try {
      await act(id);
      done.push(id);
    } catch (error) {
      failed.push({ id, message: failureOf(error).message });
    }
  }
  return { done, failed };
}

export const countOf = (count: number): string => (count === 1 ? '1 episode' : `${count} episodes`);
