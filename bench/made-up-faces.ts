/**
 * Embeddings as those of a library of shows would be. Real ones (the bundled embedder on five reviewed clips) have cosines of
 * 0.07 ± 0.10 between people, 0.45 ± 0.2 between tracks of one person and 0.65 ± 0.22 inside a track, some of which are nearly
 * the same picture; a hundred directions hold what they say. So has what is made here: a person, an appearance and a moment are
 * each a random direction, mixed by shares that differ from face to face, over a spectrum that falls.
 */
import { randomNumbers } from './seeded-numbers.ts';

export interface MadeUpFaces {
  readonly dimensions: number;
  readonly runs: number;
  /** Faces of every run. */
  readonly perRun: number;
  /** Embeddings of a run one after the other, and the track of each; the same whenever it is asked for. */
  run(number: number): { readonly embeddings: Float32Array; readonly tracks: Int32Array };
  /** A face that is not stored, of somebody who is (`member`), of a stored appearance (`appearance`), of nobody (`stranger`). */
  question(kind: QuestionKind, number: number): Float32Array;
}

export type QuestionKind = 'member' | 'appearance' | 'stranger';

export interface WorldSize {
  readonly faces: number;
  readonly perRun?: number;
  readonly dimensions?: number;
  /** `alike`: as real ones; `noise`: every face in a direction of its own, which no search can use. */
  readonly kind?: 'alike' | 'noise';
}

const FACES_PER_TRACK = 6;
const EPISODES_PER_SHOW = 25;
/** Regulars of a show, who have most of its faces; the first the most. */
const REGULARS = 12;
const GUEST_SHARE = 0.25;
/** Directions in which faces differ: the spectrum falls to 1/e over so many. */
const SPECTRUM = 50;
/** Of what every face has in common, as length. */
const COMMON = 0.26;
const SEEDS = { rotation: 1, common: 2, person: 1000, run: 2_000_000_000, question: 3_000_000_000 };

export function makeUpFaces({ faces, perRun = 1000, dimensions = 512, kind = 'alike' }: WorldSize): MadeUpFaces {
  const runs = Math.ceil(faces / perRun);
  const spectrum = Float32Array.from({ length: dimensions }, (_, n) =>
    kind === 'noise' ? 1 : Math.exp(-n / SPECTRUM / 2),
  );
  const strength = Math.hypot(...spectrum);
  const flips = randomNumbers(SEEDS.rotation);
  const signs = Float32Array.from({ length: dimensions }, () => (flips.share() < 0.5 ? -1 : 1));
  const direction = (seed: number): Float32Array => {
    const random = randomNumbers(seed);
    return spectrum.map((each) => (each * random.normal()) / strength);
  };
  const common = direction(SEEDS.common);
  const people = new Map<number, Float32Array>();
  const person = (number: number): Float32Array => {
    const known = people.get(number) ?? direction(SEEDS.person + number);
    if (people.size < 20_000) people.set(number, known);
    return known;
  };
  /** Who, in which light, at which moment: each by its share of what is not common. */
  const mix = (who: Float32Array, light: Float32Array, random: ReturnType<typeof randomNumbers>): Float32Array => {
    const clear = 0.15 + 0.82 * random.share() ** 0.4;
    const [a, b, c] = [Math.sqrt(0.62 * clear), Math.sqrt(0.38 * clear), Math.sqrt(1 - clear)];
    const face = new Float32Array(dimensions);
    for (let n = 0; n < dimensions; n++) {
      const moment = ((spectrum[n] ?? 0) * random.normal()) / strength;
      const own = a * (who[n] ?? 0) + b * (light[n] ?? 0) + c * moment;
      face[n] = COMMON * (common[n] ?? 0) + own;
    }
    return turned(face, signs);
  };
  const whoIn = (run: number, random: ReturnType<typeof randomNumbers>): number => {
    const show = Math.floor(run / EPISODES_PER_SHOW);
    if (random.share() < GUEST_SHARE) return 1_000_000 + run * 40 + Math.floor(40 * random.share());
    return show * REGULARS + Math.floor(REGULARS * random.share() ** 1.7);
  };
  const appearance = (run: number, track: number) => {
    const random = randomNumbers(SEEDS.run + run * 4096 + track);
    const who = kind === 'noise' ? run * 4096 + track : whoIn(run, random);
    return { who: person(who), light: direction(SEEDS.run + run * 4096 + track + 7), random };
  };
  return {
    dimensions,
    runs,
    perRun,
    run(number) {
      const embeddings = new Float32Array(perRun * dimensions);
      const tracks = Int32Array.from({ length: perRun }, (_, n) => 1 + Math.floor(n / FACES_PER_TRACK));
      for (let n = 0; n < perRun; n += FACES_PER_TRACK) {
        const { who, light, random } = appearance(number, tracks[n] ?? 0);
        for (let face = n; face < Math.min(perRun, n + FACES_PER_TRACK); face++) {
          const own = kind === 'noise' ? direction(SEEDS.run + number * 4096 + face) : mix(who, light, random);
          embeddings.set(kind === 'noise' ? unit(own) : own, face * dimensions);
        }
      }
      return { embeddings, tracks };
    },
    question(asked, number) {
      const random = randomNumbers(SEEDS.question + number);
      const run = Math.floor(runs * random.share());
      const track = 1 + Math.floor((perRun / FACES_PER_TRACK) * random.share());
      const stored = appearance(run, track);
      const light = asked === 'appearance' ? stored.light : direction(SEEDS.question + number + 500_000);
      const who = asked === 'stranger' ? direction(SEEDS.question + number + 700_000) : stored.who;
      return mix(who, light, random);
    },
  };
}

/** Rotated away from the axes (signs, then Hadamard's transform where the length allows it), length 1. */
function turned(values: Float32Array, signs: Float32Array): Float32Array {
  for (let n = 0; n < values.length; n++) values[n] = (values[n] ?? 0) * (signs[n] ?? 0);
  for (let half = 1; 2 * half <= values.length; half *= 2) {
    for (let n = 0; n + half < values.length; n++) {
      if (n & half) continue;
      const a = values[n] ?? 0;
      const b = values[n + half] ?? 0;
      values[n] = a + b;
      values[n + half] = a - b;
    }
  }
  return unit(values);
}

function unit(values: Float32Array): Float32Array {
  let square = 0;
  for (const value of values) square += value * value;
  const length = Math.sqrt(square);
  return values.map((value) => value / length);
}
