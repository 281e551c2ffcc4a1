/** All faces of one picture: passes, merging, landmarks, calibrated score. */
import type { FivePoints, PixelBox, RgbPicture, RunModel } from '../units.ts';
import { calibrateScore, type ScoreCalibration } from './calibrate-score.ts';
import { innerBorders } from './inner-borders.ts';
import { dropCutFaces, mergePasses } from './merge-passes.ts';
import { type PassPlan, planPasses } from './plan-passes.ts';
import { plausibilityOf, readLandmarks } from './read-landmarks.ts';
import type { RawFace, RegionDetector } from './region-detector.ts';
import { isSameFace } from './suppress.ts';

export interface FaceFinderModels {
  readonly detector: RegionDetector;
  readonly calibration: ScoreCalibration;
  /** 68-point landmarks; null: the detector's own five points are used. */
  readonly landmarks: RunModel | null;
}

export interface FoundFace {
  /** In pixels of the picture looked at. */
  readonly box: PixelBox;
  /** Calibrated probability, 0–1. */
  readonly score: number;
  readonly points: FivePoints;
  readonly plausibility: number;
}

export interface FaceFinder {
  /**
   * Faces of a picture. `sweep` looks at every tile; without it only at the tiles in which the last sweep or a look since
   * then found faces that the whole picture does not show clearly.
   */
  find(picture: RgbPicture, options: { readonly sweep: boolean }): Promise<FoundFace[]>;
}

/** Faces below this probability are not worth a record, not even as a hint for the tracker. */
export const FLOOR = 0.05;
/** A face gives its tile a second look when it is at least this probable. */
const FOCUS_SCORE = 0.3;
/** A face that the whole picture shows with this raw score needs no second look. */
const SEEN_IN_WHOLE = 0.9;

/**
 * A finder for pictures of one size. It remembers between calls where small faces were: use one finder per stretch of
 * video and begin it (and every shot) with a sweep.
 *
 * @param wantedFace longer box side in picture pixels of the smallest face that should be found
 */
export function createFaceFinder(models: FaceFinderModels, wantedFace: number): FaceFinder {
  let focus: readonly number[] = [];
  return {
    async find(picture, { sweep }) {
      const plan = planFor(picture, models.detector, wantedFace);
      const tiles = sweep ? plan.tiles.map((_, index) => index) : focus;
      const whole = await runWhole(picture, plan, models.detector);
      const enlarged = await runTiles(picture, { plan, tiles, detector: models.detector });
      const faces: FoundFace[] = [];
      for (const face of mergePasses([...whole, ...enlarged])) {
        const found = await assess(picture, face, models);
        if (found.score >= FLOOR) faces.push(found);
      }
      const doubtful = tilesWorthAnotherLook(
        faces.filter((face) => !isSeen(face, whole)),
        plan,
        picture,
      );
      focus = sweep ? doubtful : union(focus, doubtful);
      return faces;
    },
  };
}

function planFor(picture: RgbPicture, detector: RegionDetector, wantedFace: number): PassPlan {
  const { inputWidth, inputHeight, smallestFace } = detector;
  return planPasses({
    width: picture.width,
    height: picture.height,
    inputWidth,
    inputHeight,
    smallestFace,
    wantedFace,
  });
}

async function runWhole(picture: RgbPicture, plan: PassPlan, detector: RegionDetector): Promise<RawFace[]> {
  const faces: RawFace[] = [];
  for (const region of plan.whole) {
    faces.push(...dropCutFaces(await detector.detect(picture, region), region, picture));
  }
  return faces;
}

async function runTiles(
  picture: RgbPicture,
  { plan, tiles, detector }: { plan: PassPlan; tiles: readonly number[]; detector: RegionDetector },
): Promise<RawFace[]> {
  const faces: RawFace[] = [];
  for (const index of tiles) {
    const region = plan.tiles[index];
    if (!region) continue;
    const found = dropCutFaces(await detector.detect(picture, region), region, picture);
    faces.push(...found.filter(({ box }) => Math.max(box.width, box.height) <= plan.tileLimit));
  }
  return faces;
}

function isSeen(face: FoundFace, whole: readonly RawFace[]): boolean {
  return whole.some((other) => other.score >= SEEN_IN_WHOLE && isSameFace(other.box, face.box));
}

async function assess(picture: RgbPicture, face: RawFace, models: FaceFinderModels): Promise<FoundFace> {
  const { box, score, support } = face;
  const aspect = box.height / box.width;
  if (!models.landmarks) {
    if (!face.points) throw new Error('A detector without key points needs a landmark model in its pack.');
    const probability = calibrateScore({ score, support, landmarkSpread: null, aspect }, models.calibration);
    return { box, score: probability, points: face.points, plausibility: 1 };
  }
  const reading = await readLandmarks(picture, box, models.landmarks);
  const probability = calibrateScore({ score, support, landmarkSpread: reading.spread, aspect }, models.calibration);
  return { box, score: probability, points: reading.points, plausibility: plausibilityOf(reading.spread) };
}

/** For every face that tiles may show the one that shows it best: the one whose inner borders are farthest from it. */
function tilesWorthAnotherLook(faces: readonly FoundFace[], plan: PassPlan, picture: RgbPicture): number[] {
  const chosen = new Set<number>();
  for (const { box, score } of faces) {
    if (score < FOCUS_SCORE || Math.max(box.width, box.height) > plan.tileLimit) continue;
    const room = plan.tiles.map((tile) => roomAround(box, tile, picture));
    const most = Math.max(...room);
    if (most > 0) chosen.add(room.indexOf(most));
  }
  return [...chosen].sort((a, b) => a - b);
}

const union = (a: readonly number[], b: readonly number[]): number[] =>
  [...new Set([...a, ...b])].sort((left, right) => left - right);

/** Distance from the box to the nearest border of the tile that is not the picture's own; negative when it sticks out. */
function roomAround(box: PixelBox, tile: PixelBox, picture: RgbPicture): number {
  const inner = innerBorders(tile, picture);
  const far = Number.POSITIVE_INFINITY;
  return Math.min(
    inner.left ? box.left - tile.left : far,
    inner.top ? box.top - tile.top : far,
    inner.right ? tile.left + tile.width - box.left - box.width : far,
    inner.bottom ? tile.top + tile.height - box.top - box.height : far,
  );
}
