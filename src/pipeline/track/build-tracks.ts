/** Detections of a whole video to face tracks, shot by shot, without what is no face. */
import type { FaceDetection, FaceTrack, Shot } from '../records.ts';
import { type FrameIndex, type Seconds, seconds } from '../units.ts';
import { type AnalysedFrame, type TrackerOptions, trackFaces } from './track-faces.ts';

export interface BuildTracksInput {
  readonly shots: readonly Shot[];
  /** Analysed frames, ascending; a frame without a face has an entry too. */
  readonly frames: readonly FrameIndex[];
  /** Detections of the analysed frame with the same position in `frames`. */
  readonly detections: readonly (readonly FaceDetection[])[];
  readonly timeOf: (frame: FrameIndex) => Seconds;
}

export interface BuiltTracks {
  readonly tracks: readonly FaceTrack[];
  /** Tracks left out because they are too short or too doubtful to be a face. */
  readonly rejected: readonly FaceTrack[];
}

export const DEFAULT_TRACKER: TrackerOptions = { sureScore: 0.5, weakScore: 0.1, maximumGap: seconds(1) };

export function buildTracks(input: BuildTracksInput, options: TrackerOptions = DEFAULT_TRACKER): BuiltTracks {
  const tracks: FaceTrack[] = [];
  const rejected: FaceTrack[] = [];
  let next = 0;
  for (const shot of input.shots) {
    const frames: AnalysedFrame[] = [];
    for (; next < input.frames.length && (input.frames[next] ?? 0) <= shot.endFrame; next++) {
      const frame = input.frames[next];
      if (frame === undefined || frame < shot.startFrame) continue;
      frames.push({ frame, time: input.timeOf(frame), detections: input.detections[next] ?? [] });
    }
    for (const detections of trackFaces(frames, options)) {
      const track = { shot: shot.shot, detections };
      if (isFaceTrack(detections, frames.length)) tracks.push({ ...track, track: tracks.length + 1 });
      else rejected.push({ ...track, track: rejected.length + 1 });
    }
  }
  return { tracks, rejected };
}

/** Mean score a long track needs; a lamp that looks a bit like a face does so in every frame. */
export const LONG_TRACK_SCORE = 0.75;
export const SHORT_TRACK_SCORE = 0.9;
export const SINGLE_SIGHTING_SCORE = 0.98;

/** Whether a track is good evidence of a face: the shorter it is, the surer its detections must be. */
function isFaceTrack(detections: readonly FaceDetection[], analysedInShot: number): boolean {
  const mean = detections.reduce((sum, detection) => sum + detection.score, 0) / detections.length;
  if (detections.length >= 3) return mean >= LONG_TRACK_SCORE;
  if (detections.length === 2) return mean >= SHORT_TRACK_SCORE;
  // A lone sighting in a shot that was looked at several times is a fluke.
  return analysedInShot <= 2 && mean >= SINGLE_SIGHTING_SCORE;
}
