/** One face sample: aligned, embedded, rated. */
import { alignFace, chipToTensor } from '../align/warp-face.ts';
import { describeSetting } from '../cluster/setting.ts';
import type { TensorLayout } from '../geometry/resample.ts';
import { type ChipQuality, chipQuality } from '../quality/chip-quality.ts';
import { openView, sampleQuality } from '../quality/face-quality.ts';
import type { FaceDetection } from '../records.ts';
import type { FivePoints, PixelBox, RgbPicture, RunModel } from '../units.ts';
import type { FaceSample } from './describe-track.ts';
import { normalised } from './vectors.ts';

export interface Embedder {
  readonly run: RunModel;
  readonly input: string;
  readonly output: string;
  readonly layout: Pick<TensorLayout, 'channels' | 'mean' | 'scale'>;
  /**
   * Length of the raw embedding of an unrecognisable and of a well recognisable face. Networks trained with an angular
   * margin give short vectors to faces they cannot tell (Meng et al., MagFace, CVPR 2021). Null: not known, not used.
   */
  readonly lengthRange: { readonly unrecognisable: number; readonly clear: number } | null;
}

/** Lengths seen with the bundled embedder: profiles and blurs 1.4–1.9, clear faces above 2.5. */
export const BUNDLED_LENGTH_RANGE = { unrecognisable: 1.6, clear: 2.8 } as const;

export interface EmbeddedFace {
  readonly sample: FaceSample;
  /** The aligned 112×112 face. */
  readonly chip: RgbPicture;
  readonly chipQuality: ChipQuality;
  /** Length of the raw embedding. */
  readonly length: number;
}

/**
 * Embeds one detection. `picture` may be larger or smaller than the display; `zoom` is picture pixels per display pixel.
 * Null when the landmarks coincide or the network returns nothing usable.
 */
export async function embedFace(
  picture: RgbPicture,
  detection: FaceDetection,
  { embedder, zoom }: { embedder: Embedder; zoom: number },
): Promise<EmbeddedFace | null> {
  const chip = alignFace(picture, zoomPoints(detection.points, zoom));
  if (!chip) return null;
  const outputs = await embedder.run({ [embedder.input]: chipToTensor(chip, embedder.layout) });
  const raw = outputs[embedder.output];
  if (!raw) throw new Error(`The embedding model has no output named ${embedder.output}.`);
  const vector = normalised(raw.data);
  if (!vector) return null;
  const quality = chipQuality(chip);
  const length = Math.hypot(...raw.data);
  const sample: FaceSample = {
    frame: detection.frame,
    vector,
    quality: sampleQuality(detection, quality) * recognisability(length, embedder.lengthRange),
    view: openView(detection),
    setting: describeSetting(picture, zoomBox(detection.box, zoom), detection.box),
  };
  return { sample, chip, chipQuality: quality, length };
}

/** Even a face the network cannot tell keeps this much of its quality. */
const LEAST_RECOGNISABILITY = 0.02;

function recognisability(length: number, range: Embedder['lengthRange']): number {
  if (!range) return 1;
  const share = (length - range.unrecognisable) / (range.clear - range.unrecognisable);
  return Math.min(1, Math.max(LEAST_RECOGNISABILITY, share));
}

function zoomBox(box: PixelBox, zoom: number): PixelBox {
  return { left: box.left * zoom, top: box.top * zoom, width: box.width * zoom, height: box.height * zoom };
}

function zoomPoints(points: FivePoints, zoom: number): FivePoints {
  const scaled = (point: { x: number; y: number }) => ({ x: point.x * zoom, y: point.y * zoom });
  return {
    leftEye: scaled(points.leftEye),
    rightEye: scaled(points.rightEye),
    nose: scaled(points.nose),
    leftMouth: scaled(points.leftMouth),
    rightMouth: scaled(points.rightMouth),
  };
}
