import type { NearFace } from './port.ts';
import type { Visit } from './stored-run.ts';

/** Keeps the most alike of the faces it is told of. */
export function rankNearest(limit: number): { readonly visit: Visit; ranked(): NearFace[] } {
  const kept: NearFace[] = [];
  return {
    visit(run, place, likeness) {
      if (kept.length >= limit && likeness <= (kept.at(-1)?.likeness ?? -1)) return;
      let at = kept.length;
      while (at > 0 && (kept[at - 1]?.likeness ?? 1) < likeness) at--;
      kept.splice(at, 0, { runId: run.runId, faceNumber: run.numbers[place] ?? 0, likeness });
      if (kept.length > limit) kept.pop();
    },
    ranked: () => kept,
  };
}
