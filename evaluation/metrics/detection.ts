import type { MatchedFrame } from './match-boxes.ts';

/** Classes of true face height in pixels, lower bound included, upper bound not. */
export const HEIGHT_CLASSES = [
  { name: '<24', from: 0, to: 24 },
  { name: '24-48', from: 24, to: 48 },
  { name: '48-96', from: 48, to: 96 },
  { name: '>=96', from: 96, to: Infinity },
] as const;

export type HeightClass = (typeof HEIGHT_CLASSES)[number]['name'];

export interface DetectionScore {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  /** Share of the true faces that were found, 0–1; 1 when there are none. */
  readonly recall: number;
  /** Share of the predicted faces that are true ones, 0–1; without any prediction 1 if there was nothing to find. */
  readonly precision: number;
  /** Harmonic mean of recall and precision. */
  readonly f1: number;
  /** Mean overlap of the matched boxes, 0–1; 0 without matches. */
  readonly meanOverlap: number;
  /** Recall is null where the clip has no face of that height. */
  readonly byHeight: Readonly<Record<HeightClass, { readonly faces: number; readonly recall: number | null }>>;
}

/** How many of the true faces were found, and how many of the found ones are true, over all frames. */
export function scoreDetection(frames: readonly MatchedFrame[]): DetectionScore {
  const faces = sum(frames.map((frame) => frame.truth.length));
  const found = sum(frames.map((frame) => frame.predicted.length));
  const matches = frames.flatMap((frame) => frame.matches);
  const hits = matches.length;
  const misses = faces - hits;
  const recall = faces > 0 ? hits / faces : 1;
  const precision = found > 0 ? hits / found : Number(misses === 0);
  const recallOf = ({ from, to }: { readonly from: number; readonly to: number }) => {
    const within = (row: { readonly box: { readonly height: number } }) =>
      row.box.height >= from && row.box.height < to;
    const all = sum(frames.map((frame) => frame.truth.filter(within).length));
    return { faces: all, recall: all > 0 ? matches.filter((match) => within(match.truth)).length / all : null };
  };
  const [tiny, small, middle, large] = HEIGHT_CLASSES;
  return {
    truePositives: hits,
    falsePositives: found - hits,
    falseNegatives: misses,
    recall,
    precision,
    f1: recall + precision > 0 ? (2 * recall * precision) / (recall + precision) : 0,
    meanOverlap: hits > 0 ? sum(matches.map((match) => match.overlap)) / hits : 0,
    byHeight: {
      [tiny.name]: recallOf(tiny),
      [small.name]: recallOf(small),
      [middle.name]: recallOf(middle),
      [large.name]: recallOf(large),
    },
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
