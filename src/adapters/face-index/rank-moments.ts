import type { FoundMoments, Moment } from './port.ts';
import type { StoredRun, Visit } from './stored-run.ts';

interface RunMoments {
  readonly run: StoredRun;
  /** The most alike face of each track. */
  readonly byTrack: Map<number, Moment>;
  best: number;
}

export interface MomentPage {
  readonly offset: number;
  readonly limit: number;
  readonly perRun: number;
}

/** Gathers the faces it is told of by track and run; runs are ordered by their most alike face. */
export function rankMoments(): { readonly visit: Visit; page(page: MomentPage): FoundMoments } {
  const groups = new Map<StoredRun, RunMoments>();
  return {
    visit(run, place, likeness) {
      const group = groups.get(run) ?? { run, byTrack: new Map<number, Moment>(), best: -1 };
      groups.set(run, group);
      group.best = Math.max(group.best, likeness);
      const track = run.tracks[place] ?? 0;
      if ((group.byTrack.get(track)?.likeness ?? -1) >= likeness) return;
      group.byTrack.set(track, { track, faceNumber: run.numbers[place] ?? 0, likeness });
    },
    page({ offset, limit, perRun }) {
      const ordered = [...groups.values()].sort((a, b) => b.best - a.best || (a.run.runId < b.run.runId ? -1 : 1));
      return {
        moments: ordered.reduce((sum, { byTrack }) => sum + byTrack.size, 0),
        runs: ordered.length,
        found: ordered.slice(offset, offset + limit).map(({ run, byTrack }) => ({
          runId: run.runId,
          moments: byTrack.size,
          best: [...byTrack.values()]
            .sort((a, b) => b.likeness - a.likeness || a.faceNumber - b.faceNumber)
            .slice(0, perRun),
        })),
      };
    },
  };
}
