/** Made-up material, and what analyses of it would find: tests know which tracks are the same face. */
import { direction } from '../made-up-faces.test-support.ts';
import { randomNumbers } from '../shots/synthetic-scene.fixture.ts';
import type { Embedding } from '../units.ts';
import type { MatchableFace, MatchableResult, MatchableTrack, ShareBox } from './matchable-result.ts';

export interface WorldFace {
  readonly person: number;
  readonly from: number;
  readonly to: number;
  readonly at: (seconds: number) => ShareBox;
}

export interface World {
  readonly duration: number;
  readonly cuts: readonly number[];
  /** By time. */
  readonly faces: readonly WorldFace[];
}

const PEOPLE = 6;
/** Looks of different people have nothing in common. */
export const lookOf = (person: number): Embedding =>
  direction(...Array.from({ length: PEOPLE }, (_, i) => Number(i === person % PEOPLE)));

function choices(seed: number) {
  const next = randomNumbers(seed);
  const between = (low: number, high: number): number => low + (high - low) * next();
  return {
    between,
    whole: (low: number, high: number): number => Math.floor(between(low, high + 1)),
    chance: (probability: number): boolean => next() < probability,
  };
}

/** Shots of 1–6 seconds at 25 frames per second, each with up to three people side by side who move a little. */
export function madeUpWorld(seed: number, shots = 8): World {
  const random = choices(seed);
  const cuts: number[] = [];
  const faces: WorldFace[] = [];
  let clock = 0;
  for (let shot = 0; shot < shots; shot++) {
    const length = random.whole(25, 150) / 25;
    cuts.push(clock);
    const first = random.whole(0, PEOPLE - 1);
    const count = random.whole(1, 3);
    for (let place = 0; place < count; place++) {
      const centre = { x: 0.2 + 0.3 * place + random.between(-0.05, 0.05), y: random.between(0.3, 0.6) };
      const sway = { size: random.between(0.01, 0.04), speed: random.between(0.5, 3), phase: random.between(0, 6) };
      const size = random.between(0.1, 0.2);
      const to = random.chance(0.3) ? clock + random.between(0.5, length) : clock + length - 0.04;
      faces.push({
        person: first + place,
        from: clock,
        to,
        at: (seconds) => ({
          left: centre.x + sway.size * Math.sin(sway.phase + sway.speed * seconds) - size / 2,
          top: centre.y - size / 2,
          width: size,
          height: size,
        }),
      });
    }
    clock += length;
  }
  return { duration: clock, cuts, faces };
}

export interface Look {
  /** Seconds between analysed frames. */
  readonly stride?: number;
  /** The part of the material that the video shows. */
  readonly from?: number;
  readonly to?: number;
  /** How far edges of boxes are off, in shares of their size; and by which choices. */
  readonly jitter?: number;
  readonly seed?: number;
  readonly model?: string | null;
}

export interface Observation extends MatchableResult {
  /** The face of the world that each track is, as an index. */
  readonly faceOfTrack: ReadonlyMap<number, number>;
}

/** What an analysis of (part of) the world finds: a track per face that is seen at all. */
export function observe(world: World, look: Look = {}): Observation {
  const { stride = 0.2, from = 0, to = world.duration, jitter = 0, seed = 1, model = 'embedder' } = look;
  const random = choices(seed);
  const off = (value: number, size: number): number => value + size * random.between(-jitter, jitter);
  const tracks: MatchableTrack[] = [];
  const faces: MatchableFace[] = [];
  const faceOfTrack = new Map<number, number>();
  world.faces.forEach((face, index) => {
    const boxes: MatchableTrack['boxes'][number][] = [];
    for (let step = 0; step * stride < to - from; step++) {
      const seconds = from + step * stride;
      if (seconds < face.from || seconds > face.to) continue;
      const { left, top, width, height } = face.at(seconds);
      boxes.push({
        seconds: step * stride,
        left: off(left, width),
        top: off(top, height),
        width: off(width, width),
        height: off(height, height),
      });
    }
    const [first, last] = [boxes[0], boxes.at(-1)];
    if (!first || !last) return;
    const track = tracks.length + 1;
    faceOfTrack.set(track, index);
    tracks.push({
      track,
      firstSeconds: first.seconds,
      lastSeconds: last.seconds,
      boxes,
      template: lookOf(face.person),
      model,
    });
    for (const { seconds, ...box } of boxes) faces.push({ face: faces.length + 1, track, seconds, box });
  });
  const cuts = world.cuts.filter((cut) => cut > from && cut < to).map((cut) => cut - from);
  return { tracks, faces, cuts: [0, ...cuts], duration: to - from, faceOfTrack };
}
