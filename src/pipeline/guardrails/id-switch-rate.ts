import { frameEndSeconds, frameStartSeconds } from '../frame-times.ts';
import { intersectionArea } from '../geometry/iou.ts';
import type { FaceDetection, FaceTrack, FrameTable, Identity } from '../records.ts';

/** Longest pause, in seconds, after which a track can still count as the continuation of another. */
const longestPauseSeconds = 1;

/** First and last sighting, and whose track it is. */
interface Ends {
  readonly shot: number;
  readonly identity: number;
  readonly first: FaceDetection;
  readonly last: FaceDetection;
}

/**
 * Estimates, without knowing the truth, how often the tracker lost a face and began anew: the number of tracks that
 * begin within one second after another track of the same identity ended, in the same shot, with the last box of the one
 * and the first box of the other sharing some area; divided by the number of all tracks. 0 to 1; null without tracks.
 *
 * It sees the breaks that clustering could mend. A track that changes from one person to another unnoticed stays unseen.
 */
export function idSwitchRate(
  tracks: readonly FaceTrack[],
  identities: readonly Identity[],
  frameTable: FrameTable,
): number | null {
  if (tracks.length === 0) return null;
  const owner = new Map(identities.flatMap(({ identity, tracks: own }) => own.map((track) => [track, identity])));
  const ends = tracks.flatMap(({ track, shot, detections }): Ends[] => {
    const identity = owner.get(track);
    const [first, last] = [detections[0], detections.at(-1)];
    return identity === undefined || first === undefined || last === undefined ? [] : [{ shot, identity, first, last }];
  });
  const continues = (next: Ends, earlier: Ends): boolean => {
    if (next.identity !== earlier.identity || next.shot !== earlier.shot) return false;
    if (next.first.frame <= earlier.last.frame) return false;
    const pause = frameStartSeconds(frameTable, next.first.frame) - frameEndSeconds(frameTable, earlier.last.frame);
    return pause <= longestPauseSeconds && intersectionArea(earlier.last.box, next.first.box) > 0;
  };
  return ends.filter((next) => ends.some((earlier) => continues(next, earlier))).length / tracks.length;
}
