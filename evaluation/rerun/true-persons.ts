import { iou } from '../../src/pipeline/geometry/iou.ts';
import type { GroundTruth } from '../read-ground-truth.ts';
import type { RerunResult } from './read-matchable.ts';

/** Intersection over union from which a found face is a true one. */
const LEAST_OVERLAP = 0.4;
/** Share of a track's sightings that must be one person's, so that the track is theirs beyond doubt. */
const LEAST_SHARE = 0.8;

export interface TruePersons {
  /** Person by track, where the truth leaves no doubt. */
  readonly personOf: ReadonlyMap<number, number>;
  /** Tracks that lie on no true face at all, doubtful ones included. */
  readonly notFaces: readonly number[];
}

/** Who the tracks of a result are. @param cutOff seconds that its video lacks at the start. */
export function truePersons(
  truth: GroundTruth,
  { sightings, matchable, run }: RerunResult,
  cutOff: number,
): TruePersons {
  const picture = truth.picture ?? { width: run.input.probe.displayWidth, height: run.input.probe.displayHeight };
  const scale = {
    x: picture.width / run.input.probe.displayWidth,
    y: picture.height / run.input.probe.displayHeight,
  };
  const personOf = new Map<number, number>();
  const notFaces: number[] = [];
  for (const { track } of matchable.tracks) {
    const own = sightings.get(track) ?? [];
    const votes = new Map<number, number>();
    let doubtful = 0;
    for (const { seconds, box } of own) {
      const frame = Math.round((seconds + cutOff) * truth.framesPerSecond) + 1;
      const scaled = {
        left: box.left * scale.x,
        top: box.top * scale.y,
        width: box.width * scale.x,
        height: box.height * scale.y,
      };
      const [best] = (truth.persons.get(frame) ?? [])
        .map((row) => ({ row, overlap: iou(row.box, scaled) }))
        .sort((a, b) => b.overlap - a.overlap);
      if (!best || best.overlap < LEAST_OVERLAP) continue;
      if (best.row.doubtful) doubtful++;
      else votes.set(best.row.id, (votes.get(best.row.id) ?? 0) + 1);
    }
    const [first] = [...votes].sort((a, b) => b[1] - a[1]);
    if (first && first[1] >= LEAST_SHARE * own.length) personOf.set(track, first[0]);
    if (!first && doubtful === 0) notFaces.push(track);
  }
  return { personOf, notFaces };
}
