import { type ClearMotScore, scoreClearMot } from './metrics/clear-mot.ts';
import { type ClusteringScore, scoreClustering } from './metrics/clustering-quality.ts';
import { type CutCrossings, countCutCrossings } from './metrics/cut-crossings.ts';
import { type DetectionScore, scoreDetection } from './metrics/detection.ts';
import { type CountOfIdentities, countIdentities } from './metrics/identity-count.ts';
import { type IdentityF1Score, scoreIdentityF1 } from './metrics/idf1.ts';
import { dropIgnored } from './metrics/ignore-regions.ts';
import { matchFrames } from './metrics/match-boxes.ts';
import { type ScreenTimeScore, scoreScreenTime } from './metrics/screen-time-error.ts';
import { tracksPerTrueTrack } from './metrics/track-fragments.ts';
import type { GroundTruth } from './read-ground-truth.ts';
import type { Prediction } from './read-prediction.ts';

/** Intersection over union from which a predicted box has found a face. */
const MIN_OVERLAP = 0.4;

export interface ClipScore {
  readonly clip: string;
  readonly frames: number;
  /** Predictions on ignore regions, which count neither for nor against. */
  readonly droppedInIgnoreRegions: number;
  readonly detection: DetectionScore;
  /** Predicted against true tracks; where a side has no tracks, its identities or persons stand in. */
  readonly tracking: {
    readonly clearMot: ClearMotScore;
    readonly idf1: IdentityF1Score;
    /** Null without predicted tracks. */
    readonly tracksPerTrueTrack: number | null;
    /** Null without predicted tracks or true shots. */
    readonly cutCrossings: CutCrossings | null;
  };
  readonly identity: {
    readonly clustering: ClusteringScore;
    readonly idf1: IdentityF1Score;
    readonly all: CountOfIdentities;
    /** Only those seen for at least one second. */
    readonly oneSecond: CountOfIdentities;
  };
  /** Seconds counted from the boxes. */
  readonly screenTime: ScreenTimeScore;
  /** The program's own seconds; null when it wrote none. */
  readonly ownScreenTime: ScreenTimeScore | null;
}

/** Every measure of one result against one ground truth, over all frames of the clip. */
export function scoreClip(truth: GroundTruth, prediction: Prediction): ClipScore {
  const shared = { frameCount: truth.frameCount, minOverlap: MIN_OVERLAP };
  const { frames, dropped } = dropIgnored({ ...shared, truth: truth.persons, predicted: prediction.identities });
  const matched = matchFrames(frames, MIN_OVERLAP);
  const clock = { secondsPerFrame: 1 / truth.framesPerSecond, names: truth.names };
  const trackFrames =
    prediction.tracks === null
      ? frames
      : dropIgnored({ ...shared, truth: truth.tracks ?? truth.persons, predicted: prediction.tracks }).frames;
  const faces = matched.flatMap((frame) => frame.matches);
  return {
    clip: truth.clip,
    frames: truth.frameCount,
    droppedInIgnoreRegions: dropped,
    detection: scoreDetection(matched),
    tracking: {
      clearMot: scoreClearMot(trackFrames, MIN_OVERLAP),
      idf1: scoreIdentityF1(trackFrames, MIN_OVERLAP),
      tracksPerTrueTrack: prediction.tracks && tracksPerTrueTrack(matchFrames(trackFrames, MIN_OVERLAP)),
      cutCrossings: prediction.tracks && truth.shots && countCutCrossings(trackFrames, truth.shots),
    },
    identity: {
      clustering: scoreClustering(
        faces.map((face) => ({
          person: face.truth.id,
          identity: face.predicted.id >= 0 ? face.predicted.id : null,
        })),
      ),
      idf1: scoreIdentityF1(frames, MIN_OVERLAP),
      all: countIdentities(frames, { ...clock, minSeconds: 0 }),
      oneSecond: countIdentities(frames, { ...clock, minSeconds: 1 }),
    },
    screenTime: scoreScreenTime(matched, clock),
    ownScreenTime:
      prediction.seconds && prediction.seconds.size > 0
        ? scoreScreenTime(matched, clock, { seconds: prediction.seconds, upperSeconds: truth.upperSeconds })
        : null,
  };
}
