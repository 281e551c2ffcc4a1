import type { FoundMoments, Moment } from './port.ts';
import type { Candidate, StoredRun } from './stored-run.ts';

interface RunMoments {
  readonly run: StoredRun;
  readonly byTrack: Map<number, Candidate>;
  best: number;
}

/** The most alike face of each track, by run; runs by their most alike face. */
export function bestMoments(
  candidates: readonly Candidate[],
  { offset, limit, perRun }: { readonly offset: number; readonly limit: number; readonly perRun: number },
): FoundMoments {
  const groups = new Map<StoredRun, RunMoments>();
  for (const candidate of candidates) {
    const { run, place, likeness } = candidate;
    const group = groups.get(run) ?? { run, byTrack: new Map(), best: -1 };
    groups.set(run, group);
    group.best = Math.max(group.best, likeness);
    const track = run.tracks[place] ?? 0;
    const known = group.byTrack.get(track);
    if (!known || known.likeness < likeness) group.byTrack.set(track, candidate);
  }
  const ordered = [...groups.values()].sort((a, b) => b.best - a.best || (a.run.runId < b.run.runId ? -1 : 1));
  return {
    moments: ordered.reduce((sum, { byTrack }) => sum + byTrack.size, 0),
    runs: ordered.length,
    found: ordered.slice(offset, offset + limit).map(({ run, byTrack }) => ({
      runId: run.runId,
      moments: byTrack.size,
      best: [...byTrack.values()]
        .sort((a, b) => b.likeness - a.likeness || a.place - b.place)
        .slice(0, perRun)
        .map((candidate) => toMoment(candidate)),
    })),
  };
}

const toMoment = ({ run, place, likeness }: Candidate): Moment => ({
  track: run.tracks[place] ?? 0,
  faceNumber: run.numbers[place] ?? 0,
  likeness,
});
