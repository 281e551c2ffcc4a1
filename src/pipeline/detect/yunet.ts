/**
 * YuNet (Wu et al., Machine Intelligence Research 2023; OpenCV Zoo). Input BGR 0–255; for each stride S the outputs
 * `cls_S`, `obj_S` (one per cell), `bbox_S` (4) and `kps_S` (10), cells in rows.
 *
 * Score √(cls · obj); centre ((column + b0) · S, (row + b1) · S), size (e^b2 · S, e^b3 · S); key point ((k_x + column) · S, …)
 * in the order right eye, left eye, nose, right and left mouth corner of the person: left to right in the picture.
 */
import type { Tensor } from '../units.ts';
import type { RegionDetector } from './region-detector.ts';
import { createStridedDetector, requireOutput, STRIDES, type StridedOptions } from './strided-anchors.ts';
import type { Candidate } from './suppress.ts';

const VOTE_SCORE = 0.2;
const SMALLEST_FACE = 11;

export function createYunet(
  options: Pick<StridedOptions, 'run' | 'input'> & { readonly width: number; readonly height: number },
): RegionDetector {
  const layout = { width: options.width, height: options.height, channels: 'bgr', mean: 0, scale: 1 } as const;
  return createStridedDetector({
    run: options.run,
    input: options.input,
    layout,
    smallestFace: SMALLEST_FACE,
    voteScore: VOTE_SCORE,
    decode: (outputs) => STRIDES.flatMap((stride) => decodeStride(outputs, stride, layout.width)),
  });
}

function decodeStride(outputs: Readonly<Record<string, Tensor>>, stride: number, width: number): Candidate[] {
  const cls = requireOutput(outputs, `cls_${stride}`, 'YuNet');
  const obj = requireOutput(outputs, `obj_${stride}`, 'YuNet');
  const bbox = requireOutput(outputs, `bbox_${stride}`, 'YuNet');
  const kps = requireOutput(outputs, `kps_${stride}`, 'YuNet');
  const columns = Math.ceil(width / stride);
  const candidates: Candidate[] = [];
  for (let cell = 0; cell < cls.length; cell++) {
    const score = Math.sqrt(unit(cls[cell] ?? 0) * unit(obj[cell] ?? 0));
    if (score < VOTE_SCORE) continue;
    const column = cell % columns;
    const row = Math.floor(cell / columns);
    const w = Math.exp(bbox[4 * cell + 2] ?? 0) * stride;
    const h = Math.exp(bbox[4 * cell + 3] ?? 0) * stride;
    const x = (column + (bbox[4 * cell] ?? 0)) * stride;
    const y = (row + (bbox[4 * cell + 1] ?? 0)) * stride;
    const point = (k: number) => ({
      x: ((kps[10 * cell + 2 * k] ?? 0) + column) * stride,
      y: ((kps[10 * cell + 2 * k + 1] ?? 0) + row) * stride,
    });
    candidates.push({
      box: { left: x - w / 2, top: y - h / 2, width: w, height: h },
      score,
      points: { leftEye: point(0), rightEye: point(1), nose: point(2), leftMouth: point(3), rightMouth: point(4) },
    });
  }
  return candidates;
}

const unit = (value: number): number => Math.min(1, Math.max(0, value));
