import { createFaceFinder, type FaceFinderModels, type FoundFace } from '../../../pipeline/detect/detect-faces.ts';
import type { FaceDetection } from '../../../pipeline/records.ts';
import type { FivePoints, PixelBox, Point, RgbPicture } from '../../../pipeline/units.ts';
import { handle } from '../stage-host/stage-job.ts';
import { decodeSegments } from './decode-segments.ts';
import { readSegmentFaces, type SegmentFaces, writeSegmentFaces } from './detect-files.ts';
import { type DetectInput, type DetectSegment, detectJob } from './detect-job.ts';
import { openFaceFinder } from './open-models.ts';
import type { StageServices } from './stage-services.ts';
import { takeGlimpses } from './take-glimpses.ts';

export const detectHandler = handle<StageServices, DetectInput, null>(
  detectJob,
  async (services, { video, size, wantedFace, models, segments }, { signal, report, glimpse, wantedParts }) => {
    const finderModels = await openFaceFinder(services, models);
    const glimpses = takeGlimpses(glimpse, video);
    const zoom = { x: video.displayWidth / size.width, y: video.displayHeight / size.height };
    const total = segments.reduce((sum, { frames }) => sum + frames.length, 0);
    const searches = new Map<DetectSegment, SegmentSearch>();
    for (const segment of segments) {
      if ((await readSegmentFaces(segment.file)) === null) {
        searches.set(segment, startSearch(segment, { finderModels, wantedFace, zoom }));
      }
    }
    const ptsOf = ({ frames }: DetectSegment): readonly number[] => frames.map(({ pts }) => pts);
    const onEnd = async (segment: DetectSegment): Promise<void> => searches.get(segment)?.finish();
    const isWanted = (segment: DetectSegment): boolean => segments.indexOf(segment) < wantedParts();
    const decoding = { video, size, segments: [...searches.keys()], ptsOf, onEnd, isWanted, signal };
    let done = total - decoding.segments.reduce((sum, { frames }) => sum + frames.length, 0);
    for await (const { segment, pts, picture } of decodeSegments(await services.frames(), decoding)) {
      const faces = (await searches.get(segment)?.look(pts, picture)) ?? [];
      glimpses.note({ pts, picture, boxes: faces.map(({ box }) => box) }, faces.length);
      report(++done, total);
    }
    glimpses.end();
    return null;
  },
);

interface SegmentSearch {
  /** The faces of the frame, in pixels of the picture. */
  look(pts: number, picture: RgbPicture): Promise<readonly FoundFace[]>;
  finish(): Promise<void>;
}

/** A finder of its own for every segment: what is found does not depend on which segments are searched together. */
function startSearch(
  { file, frames }: DetectSegment,
  { finderModels, wantedFace, zoom }: { finderModels: FaceFinderModels; wantedFace: number; zoom: Point },
): SegmentSearch {
  const finder = createFaceFinder(finderModels, wantedFace);
  const planned = new Map(frames.map((each) => [each.pts, each]));
  const found: SegmentFaces['frames'][number][] = [];
  return {
    async look(pts, picture) {
      const plan = planned.get(pts);
      if (!plan) return [];
      const faces = await finder.find(picture, { sweep: plan.sweep });
      found.push({ frame: plan.frame, faces: faces.map((face) => toDisplay(face, zoom)) });
      return faces;
    },
    finish: () => writeSegmentFaces(file, { absent: frames.length - found.length, frames: found }),
  };
}

/** A hundredth of a pixel is finer than any detector; short numbers keep the files small. */
const rounded = (value: number): number => Math.round(value * 100) / 100;
const roundedShare = (value: number): number => Math.round(value * 1e5) / 1e5;

/** From pixels of the picture that was searched to display pixels. */
function toDisplay(face: FoundFace, zoom: Point): Omit<FaceDetection, 'frame'> {
  return {
    box: zoomBox(face.box, zoom),
    score: roundedShare(face.score),
    points: zoomPoints(face.points, zoom),
    plausibility: roundedShare(face.plausibility),
  };
}

function zoomBox(box: PixelBox, zoom: Point): PixelBox {
  return {
    left: rounded(box.left * zoom.x),
    top: rounded(box.top * zoom.y),
    width: rounded(box.width * zoom.x),
    height: rounded(box.height * zoom.y),
  };
}

function zoomPoints(points: FivePoints, zoom: Point): FivePoints {
  const at = (point: Point): Point => ({ x: rounded(point.x * zoom.x), y: rounded(point.y * zoom.y) });
  const { leftEye, rightEye, nose, leftMouth, rightMouth } = points;
  return {
    leftEye: at(leftEye),
    rightEye: at(rightEye),
    nose: at(nose),
    leftMouth: at(leftMouth),
    rightMouth: at(rightMouth),
  };
}
