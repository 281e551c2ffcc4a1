/** What does not fit together in a run after edits, and what an edit would change about that. */
import { type Conflict, conflictsOf } from '../../../review/conflicts.ts';
import type { ReviewConflict } from '../../contract/review.ts';
import { type ResultStores, readEvidence } from '../../results/run-evidence.ts';
import type { PlacedRun } from '../../results/run-place.ts';
import type { RunReview } from '../../results/run-review.ts';

/** With all frames of the tracks, so that one sees who is twice in one. */
export async function readConflicts(
  stores: ResultStores,
  run: PlacedRun,
  { state, outcomes }: RunReview,
): Promise<readonly Conflict[]> {
  const { tracks } = await readEvidence(stores, run);
  const frames = new Map(tracks.map(({ track, detections }) => [track, detections.map(({ frame }) => frame)]));
  const machine = {
    ...state.machine,
    tracks: state.machine.tracks.map((track) => ({ ...track, frames: frames.get(track.track) ?? track.frames })),
  };
  return conflictsOf({ state: { ...state, machine }, outcomes });
}

export interface ConflictChange {
  /** Those that were not there before. */
  readonly conflicts: ReviewConflict[];
  /** Those that are there no more. */
  readonly ended: ReviewConflict[];
}

export async function compareConflicts(
  stores: ResultStores,
  run: PlacedRun,
  { before, after }: { readonly before: RunReview; readonly after: RunReview },
): Promise<ConflictChange> {
  const [old, now] = await Promise.all(
    [before, after].map(async (review) => (await readConflicts(stores, run, review)).map(showConflict)),
  );
  return { conflicts: without(now ?? [], old ?? []), ended: without(old ?? [], now ?? []) };
}

function without(conflicts: readonly ReviewConflict[], others: readonly ReviewConflict[]): ReviewConflict[] {
  const known = new Set(others.map((each) => JSON.stringify(each)));
  return conflicts.filter((each) => !known.has(JSON.stringify(each)));
}

export function showConflict(conflict: Conflict): ReviewConflict {
  switch (conflict.kind) {
    case 'twice-in-a-frame':
      return { kind: conflict.kind, edits: [], identities: [...conflict.identities], tracks: [...conflict.tracks] };
    case 'told-apart':
    case 'never':
      return { kind: conflict.kind, edits: [conflict.edit], identities: [...conflict.identities], tracks: [] };
    default:
      return { kind: conflict.kind, edits: [conflict.edit, ...conflict.others], identities: [], tracks: [] };
  }
}
