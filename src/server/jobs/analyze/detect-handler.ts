import { createFaceFinder, type FoundFace } from '../../../pipeline/detect/detect-faces.ts';
import type { FaceDetection } from '../../../pipeline/records.ts';
import type { FivePoints, PixelBox, Point } from '../../../pipeline/units.ts';
import { handle } from '../stage-host/stage-job.ts';
import { type SegmentFaces, writeSegmentFaces } from './detect-files.ts';
import { type DetectInput, detectJob } from './detect-job.ts';
import type { RunWarning } from './json-shapes.ts';
import { openFaceFinder } from './open-models.ts';
import type { StageServices } from './stage-services.ts';

const DECODER_THREADS = 1;

export const detectHandler = handle<StageServices, DetectInput, null>(
  detectJob,
  async (services, { video, file, size, wantedFace, models, frames }, { signal, report }) => {
    const finder = createFaceFinder(await openFaceFinder(services, models), wantedFace);
    const warnings: RunWarning[] = [];
    const planned = new Map(frames.map((each) => [each.pts, each]));
    const zoom = { x: video.displayWidth / size.width, y: video.displayHeight / size.height };
    const found: SegmentFaces['frames'][number][] = [];
    const options = { ...size, onlyPts: [...planned.keys()], threads: DECODER_THREADS, signal };
    const source = await services.frames();
    for await (const { pts, picture } of source.frames(video, options, (warning) => warnings.push(warning))) {
      const plan = planned.get(pts);
      if (!plan) continue;
      const faces = await finder.find(picture, { sweep: plan.sweep });
      found.push({ frame: plan.frame, faces: faces.map((face) => toDisplay(face, zoom)) });
      report(found.length, frames.length);
    }
    await writeSegmentFaces(file, { warnings, frames: found });
    return null;
  },
);

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
