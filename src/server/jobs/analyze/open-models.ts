/** From a pack's entries to what the pipeline runs: the one place that knows which decoder reads which network. */

import type { ModelSession } from '../../../adapters/inference/port.ts';
import type { InputSize, ReadyModel } from '../../../adapters/models/port.ts';
import { UserError } from '../../../errors.ts';
import {
  SCRFD_CALIBRATION,
  type ScoreCalibration,
  ULTRAFACE_CALIBRATION,
  YUNET_CALIBRATION,
} from '../../../pipeline/detect/calibrate-score.ts';
import type { FaceFinderModels } from '../../../pipeline/detect/detect-faces.ts';
import type { RegionDetector } from '../../../pipeline/detect/region-detector.ts';
import { createScrfd } from '../../../pipeline/detect/scrfd.ts';
import { createUltraface } from '../../../pipeline/detect/ultraface.ts';
import { createYunet } from '../../../pipeline/detect/yunet.ts';
import { BUNDLED_LENGTH_RANGE, type Embedder } from '../../../pipeline/embed/embed-face.ts';
import type { StageServices } from './stage-services.ts';

/** The networks that find faces. */
export interface DetectionModels {
  readonly detector: ReadyModel<'detector'>;
  readonly landmarks?: ReadyModel<'landmarks'> | undefined;
}

const CALIBRATIONS: Readonly<Record<ReadyModel<'detector'>['entry']['decoder'], ScoreCalibration>> = {
  ultraface: ULTRAFACE_CALIBRATION,
  yunet: YUNET_CALIBRATION,
  scrfd: SCRFD_CALIBRATION,
};

/** @throws UserError `models.unsupported-input`, `models.wrong-hash`. */
export async function openFaceFinder(services: StageServices, models: DetectionModels): Promise<FaceFinderModels> {
  const { detector, landmarks } = models;
  return {
    detector: regionDetector(detector, await services.open(detector)),
    calibration: CALIBRATIONS[detector.entry.decoder],
    landmarks: landmarks ? (await services.open(landmarks)).run : null,
  };
}

function regionDetector({ entry }: ReadyModel<'detector'>, { run, inputs }: ModelSession): RegionDetector {
  const { name, size, channels, mean, scale } = entry.input;
  const options = { run, input: name ?? inputs[0] ?? '', ...inputSize(size) };
  switch (entry.decoder) {
    case 'ultraface':
      return createUltraface(run);
    case 'yunet':
      return createYunet(options);
    case 'scrfd':
      return createScrfd({ ...options, channels: colour(entry.file, channels), mean, scale });
  }
}

/** A network that takes any size gets about what a television picture needs at the usual reduction. */
const USUAL_INPUT = { width: 640, height: 384 };

function inputSize(size: InputSize): { readonly width: number; readonly height: number } {
  if (!('multipleOf' in size)) return size;
  const up = (side: number): number => Math.ceil(side / size.multipleOf) * size.multipleOf;
  return { width: up(USUAL_INPUT.width), height: up(USUAL_INPUT.height) };
}

function colour(file: string, channels: 'rgb' | 'bgr' | 'grey'): 'rgb' | 'bgr' {
  if (channels !== 'grey') return channels;
  throw new UserError('models.unsupported-input', `${file} has to take colour: correct "channels" in the pack file.`);
}

/** @throws UserError `models.unsupported-input`, `models.wrong-hash`. */
export async function openEmbedder(services: StageServices, model: ReadyModel<'embedder'>): Promise<Embedder> {
  const session = await services.open(model);
  const { entry } = model;
  const { name, channels, mean, scale } = entry.input;
  return {
    run: session.run,
    input: name ?? session.inputs[0] ?? '',
    output: entry.output ?? session.outputs[0] ?? '',
    layout: { channels: colour(entry.file, channels), mean, scale },
    // Lengths mean something only for the network they were measured with.
    lengthRange: entry.pack === 'bundled' ? BUNDLED_LENGTH_RANGE : null,
  };
}
