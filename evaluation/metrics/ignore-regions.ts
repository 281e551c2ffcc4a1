import { iou, shareInside } from '../../src/pipeline/geometry/iou.ts';
import type { PixelBox } from '../../src/pipeline/units.ts';
import type { FaceRow, FrameFaces, RowsByFrame } from './face-rows.ts';
import { matchBoxes } from './match-boxes.ts';

/** From this overlap on, or with this share of its own area inside, a box counts as lying on an ignore region. */
const IGNORE_OVERLAP = 0.3;
const IGNORE_SHARE_INSIDE = 0.6;

export interface CountedFaces {
  /** One entry per frame of the clip, in order, also for frames without faces. */
  readonly frames: FrameFaces[];
  /** Predictions left out because they lie on an ignore region. */
  readonly dropped: number;
}

/**
 * Leaves out what must not be counted: doubtful true faces, and predictions on top of them. A prediction that
 * is matched to a certain face always stays, however much it overlaps a doubtful one.
 *
 * @param options.frameCount frames of the clip; rows outside 1…frameCount are passed over.
 * @param options.minOverlap intersection over union from which a prediction is matched.
 */
export function dropIgnored(options: {
  readonly truth: RowsByFrame;
  readonly predicted: RowsByFrame;
  readonly frameCount: number;
  readonly minOverlap: number;
}): CountedFaces {
  let dropped = 0;
  const frames: FrameFaces[] = [];
  for (let frame = 1; frame <= options.frameCount; frame++) {
    const rows = options.truth.get(frame) ?? [];
    const truth = rows.filter((row) => !row.doubtful);
    const regions = rows.filter((row) => row.doubtful).map((row) => row.box);
    const all = options.predicted.get(frame) ?? [];
    const predicted = regions.length === 0 ? all : offRegions({ truth, predicted: all, regions }, options.minOverlap);
    dropped += all.length - predicted.length;
    frames.push({ frame, truth, predicted });
  }
  return { frames, dropped };
}

function offRegions(
  faces: { truth: readonly FaceRow[]; predicted: readonly FaceRow[]; regions: readonly PixelBox[] },
  minOverlap: number,
): FaceRow[] {
  const matches = matchBoxes(
    faces.truth.map((row) => row.box),
    faces.predicted.map((row) => row.box),
    minOverlap,
  );
  const matched = new Set(matches.map((match) => match.predicted));
  const onRegion = (box: PixelBox) =>
    faces.regions.some(
      (region) => iou(box, region) >= IGNORE_OVERLAP || shareInside(box, region) >= IGNORE_SHARE_INSIDE,
    );
  return faces.predicted.filter((row, index) => matched.has(index) || !onRegion(row.box));
}
