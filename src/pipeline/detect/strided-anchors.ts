/** What anchor-free detectors with outputs per stride (YuNet, SCRFD) have in common. */
import { createResampler, type TensorLayout } from '../geometry/resample.ts';
import type { PixelBox, RgbPicture, RunModel, Tensor } from '../units.ts';
import type { RegionDetector } from './region-detector.ts';
import { type Candidate, suppress } from './suppress.ts';

/** Feature-map strides of both families, in input pixels. */
export const STRIDES = [8, 16, 32] as const;

export interface StridedOptions {
  readonly run: RunModel;
  readonly input: string;
  readonly layout: TensorLayout;
  readonly smallestFace: number;
  /** Cells weaker than this do not even vote. */
  readonly voteScore: number;
  /** Reads the candidates of all strides in input pixels. */
  readonly decode: (outputs: Readonly<Record<string, Tensor>>, layout: TensorLayout) => Candidate[];
}

/** A detector that sees a region at `layout` size. Regions of another aspect are seen with their own aspect, padded. */
export function createStridedDetector(options: StridedOptions): RegionDetector {
  const { layout } = options;
  const inputOf = createResampler(layout);
  return {
    inputWidth: layout.width,
    inputHeight: layout.height,
    smallestFace: options.smallestFace,
    async detect(picture: RgbPicture, region: PixelBox) {
      const outputs = await options.run({ [options.input]: inputOf(picture, region) });
      const zoomX = layout.width / region.width;
      const zoomY = layout.height / region.height;
      const candidates = options
        .decode(outputs, layout)
        .map((candidate) => toPicture(candidate, { region, zoomX, zoomY }));
      return suppress(candidates)
        .filter((face) => face.score >= 2 * options.voteScore)
        .map((face) => ({ ...face, inputSize: Math.max(face.box.width * zoomX, face.box.height * zoomY) }));
    },
  };
}

function toPicture(candidate: Candidate, at: { region: PixelBox; zoomX: number; zoomY: number }): Candidate {
  const { region, zoomX, zoomY } = at;
  const place = (point: { x: number; y: number }) => ({
    x: region.left + point.x / zoomX,
    y: region.top + point.y / zoomY,
  });
  const { box, points } = candidate;
  return {
    score: candidate.score,
    box: {
      left: region.left + box.left / zoomX,
      top: region.top + box.top / zoomY,
      width: box.width / zoomX,
      height: box.height / zoomY,
    },
    points: points && {
      leftEye: place(points.leftEye),
      rightEye: place(points.rightEye),
      nose: place(points.nose),
      leftMouth: place(points.leftMouth),
      rightMouth: place(points.rightMouth),
    },
  };
}

/** An output that must be there. @throws Error naming it: the file is not of this family. */
export function requireOutput(outputs: Readonly<Record<string, Tensor>>, name: string, family: string): Float32Array {
  const tensor = outputs[name];
  if (!tensor) throw new Error(`The detector returned no \`${name}\`: this is no ${family} model.`);
  return tensor.data;
}
