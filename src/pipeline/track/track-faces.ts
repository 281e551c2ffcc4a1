/**
 * Joins the detections of one shot into tracks.
 *
 * Association follows ByteTrack (Zhang et al., ECCV 2022: sure detections first, doubtful ones only to continue a
 * track), with the observation-centred motion of OC-SORT (Cao et al., CVPR 2023) and the buffered overlap of C-BIoU
 * (Yang et al., WACV 2023), which keeps pace with faces that move by their own size between analysed frames.
 */
import { solveAssignment } from '../geometry/assignment.ts';
import { iou } from '../geometry/iou.ts';
import type { FaceDetection } from '../records.ts';
import type { FrameIndex, PixelBox, Seconds } from '../units.ts';

export interface TrackerOptions {
  /** Detections from here on start tracks and are matched first. */
  readonly sureScore: number;
  /** Detections from here on may continue a track. */
  readonly weakScore: number;
  /** A track that was not seen for longer ends. */
  readonly maximumGap: Seconds;
}

/** What the tracker sees of one analysed frame. */
export interface AnalysedFrame {
  readonly frame: FrameIndex;
  readonly time: Seconds;
  readonly detections: readonly FaceDetection[];
}

interface ActiveTrack {
  readonly detections: FaceDetection[];
  lastTime: number;
  /** Box centre speed in pixels per second. */
  vx: number;
  vy: number;
}

/** Boxes are grown by this share of their size on each side before they are compared. */
const BUFFER = 0.3;
const SURE_OVERLAP = 0.1;
const WEAK_OVERLAP = 0.3;
/** Box areas of one face do not change by more than this factor between two sightings. */
const LARGEST_GROWTH = 3;
/** Speed is trusted for this long; beyond, the face is expected to have stopped. */
const SPEED_HORIZON_S = 0.4;

/**
 * Tracks of one shot in order of their first sighting. `frames` must be the shot's analysed frames in time order;
 * nothing outside the shot is seen, so no track can cross a cut.
 */
export function trackFaces(frames: readonly AnalysedFrame[], options: TrackerOptions): FaceDetection[][] {
  const finished: ActiveTrack[] = [];
  let active: ActiveTrack[] = [];
  for (const { time, detections } of frames) {
    const alive = active.filter((track) => time - track.lastTime <= options.maximumGap);
    finished.push(...active.filter((track) => time - track.lastTime > options.maximumGap));
    const sure = detections.filter((detection) => detection.score >= options.sureScore);
    const weak = detections.filter(
      (detection) => detection.score < options.sureScore && detection.score >= options.weakScore,
    );
    const { idle, spare } = associate(alive, sure, { time, leastOverlap: SURE_OVERLAP, buffer: BUFFER });
    associate(idle, weak, { time, leastOverlap: WEAK_OVERLAP, buffer: 0 });
    const born = spare.map((detection) => ({ detections: [detection], lastTime: time, vx: 0, vy: 0 }));
    active = [...alive, ...born];
  }
  return [...finished, ...active]
    .map((track) => track.detections)
    .sort((a, b) => (a[0]?.frame ?? 0) - (b[0]?.frame ?? 0) || (a[0]?.box.left ?? 0) - (b[0]?.box.left ?? 0));
}

interface Matching {
  readonly time: number;
  readonly leastOverlap: number;
  readonly buffer: number;
}

/** Extends the tracks that find a detection; returns the tracks and detections that stay alone. */
function associate(
  tracks: readonly ActiveTrack[],
  detections: readonly FaceDetection[],
  matching: Matching,
): { idle: ActiveTrack[]; spare: FaceDetection[] } {
  const idle = new Set(tracks);
  const spare = new Set(detections);
  const cost = tracks.map((track) => detections.map((detection) => matchCost(track, detection, matching)));
  for (const { row, column } of solveAssignment(cost)) {
    const track = tracks[row];
    const detection = detections[column];
    if (!track || !detection) continue;
    extend(track, detection, matching.time);
    idle.delete(track);
    spare.delete(detection);
  }
  return { idle: [...idle], spare: [...spare] };
}

/** 0 (the same place) to 1 (apart); Infinity when one face cannot have become the other. */
function matchCost(track: ActiveTrack, detection: FaceDetection, matching: Matching): number {
  const last = track.detections.at(-1);
  if (!last) return Number.POSITIVE_INFINITY;
  const growth = (detection.box.width * detection.box.height) / (last.box.width * last.box.height);
  if (growth > LARGEST_GROWTH || growth < 1 / LARGEST_GROWTH) return Number.POSITIVE_INFINITY;
  const elapsed = Math.min(matching.time - track.lastTime, SPEED_HORIZON_S);
  const expected = {
    ...last.box,
    left: last.box.left + track.vx * elapsed,
    top: last.box.top + track.vy * elapsed,
  };
  const found = grow(detection.box, matching.buffer);
  const moving = iou(grow(expected, matching.buffer), found);
  const resting = iou(grow(last.box, matching.buffer), found);
  const overlap = Math.max(moving, resting);
  return overlap < matching.leastOverlap ? Number.POSITIVE_INFINITY : 1 - overlap;
}

function extend(track: ActiveTrack, detection: FaceDetection, time: number): void {
  const last = track.detections.at(-1);
  const elapsed = time - track.lastTime;
  if (last && elapsed > 0) {
    const vx = (detection.box.left + detection.box.width / 2 - last.box.left - last.box.width / 2) / elapsed;
    const vy = (detection.box.top + detection.box.height / 2 - last.box.top - last.box.height / 2) / elapsed;
    track.vx = track.detections.length === 1 ? vx : 0.5 * track.vx + 0.5 * vx;
    track.vy = track.detections.length === 1 ? vy : 0.5 * track.vy + 0.5 * vy;
  }
  track.detections.push(detection);
  track.lastTime = time;
}

function grow(box: PixelBox, share: number): PixelBox {
  return {
    left: box.left - box.width * share,
    top: box.top - box.height * share,
    width: box.width * (1 + 2 * share),
    height: box.height * (1 + 2 * share),
  };
}
