/** Which faces of somebody's tracks are worth being offered as photographs. */
import type { ReviewTrack } from '../../../server/contract/review.ts';

export interface OfferedFace {
  readonly number: number;
  readonly seconds: number;
  readonly quality: number | null;
  readonly url: string;
}

const SHOWN = 12;
/** Faces of one track are much alike: others say more. */
const PER_TRACK = 2;

/** The best first. Faces that are excluded or somebody else's are left out. */
export function bestFaces(tracks: readonly Pick<ReviewTrack, 'faces'>[]): OfferedFace[] {
  return tracks
    .flatMap(({ faces }) => {
      const own = faces.flatMap(({ number, seconds, quality, url, isExcluded, movedTo }) =>
        url === null || isExcluded || movedTo !== undefined ? [] : [{ number, seconds, quality, url }],
      );
      return own.sort(byQuality).slice(0, PER_TRACK);
    })
    .sort(byQuality)
    .slice(0, SHOWN);
}

const byQuality = (a: OfferedFace, b: OfferedFace): number =>
  (b.quality ?? 0) - (a.quality ?? 0) || a.number - b.number;
