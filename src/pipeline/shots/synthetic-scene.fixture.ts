/** Made-up scenes for the tests of shot detection: rectangles on a gradient, seen by a camera that can move. */
import type { RgbPicture } from '../units.ts';
import { SCAN_SIZE } from './scan-picture.ts';

/** A function of the place, in scan pixels, to red, green and blue, 0–255. Endless in all directions. */
export type Scene = (x: number, y: number) => readonly [number, number, number];

/** Deterministic numbers in [0, 1) (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Scenes of one `palette` have the same wall and the same colours, and differ in what stands where. */
export function createScene(seed: number, palette = seed): Scene {
  const colours = randomNumbers(palette);
  const wall = [60 + 120 * colours(), 60 + 120 * colours(), 60 + 120 * colours()] as const;
  const paints = Array.from({ length: 6 }, () => [250 * colours(), 250 * colours(), 250 * colours()] as const);
  const places = randomNumbers(seed + 7919);
  const things = Array.from({ length: 70 }, (_, i) => {
    const size = { width: 6 + 22 * places(), height: 6 + 22 * places() };
    return { left: 288 * places() - 96, top: 162 * places() - 54, ...size, paint: paints[i % 6] ?? wall };
  });
  const near = nearThings(things);
  return (x, y) => {
    for (const thing of near(x, y)) {
      const inside = x >= thing.left && x < thing.left + thing.width && y >= thing.top && y < thing.top + thing.height;
      if (inside) return thing.paint;
    }
    return wall;
  };
}

interface Thing {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly paint: readonly [number, number, number];
}

/** Pixels. A few things reach into each cell; asking all of them for every sample takes most of the tests' time. */
const CELL = 8;

/** Those that may cover a place, the frontmost first. */
function nearThings(things: readonly Thing[]): (x: number, y: number) => readonly Thing[] {
  const cells = new Map<number, Thing[]>();
  const keyOf = (column: number, row: number): number => column * 1000 + row;
  for (const thing of things.toReversed()) {
    const [right, bottom] = [(thing.left + thing.width) / CELL, (thing.top + thing.height) / CELL];
    for (let column = Math.floor(thing.left / CELL); column <= right; column++) {
      for (let row = Math.floor(thing.top / CELL); row <= bottom; row++) {
        const key = keyOf(column, row);
        cells.set(key, [...(cells.get(key) ?? []), thing]);
      }
    }
  }
  return (x, y) => cells.get(keyOf(Math.floor(x / CELL), Math.floor(y / CELL))) ?? [];
}

export interface Camera {
  readonly x?: number;
  readonly y?: number;
  /** 1 = a scene pixel to a picture pixel, 2 = twice as near. */
  readonly zoom?: number;
}

export function shoot(scene: Scene, camera: Camera = {}): RgbPicture {
  const { x: left = 0, y: top = 0, zoom = 1 } = camera;
  return paint((x, y) => {
    let [red, green, blue] = [0, 0, 0];
    // Four samples to a pixel: edges move smoothly.
    for (const [u, v] of [
      [-0.25, -0.25],
      [0.25, -0.25],
      [-0.25, 0.25],
      [0.25, 0.25],
    ] as const) {
      const colour = scene(48 + (x - 48 + u) / zoom + left, 27 + (y - 27 + v) / zoom + top);
      red += colour[0] / 4;
      green += colour[1] / 4;
      blue += colour[2] / 4;
    }
    return [red, green, blue];
  });
}

export function paint(colourAt: (x: number, y: number) => readonly number[]): RgbPicture {
  const { width, height } = SCAN_SIZE;
  const data = new Uint8Array(width * height * 3);
  const clamped = new Uint8ClampedArray(3);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 3) {
      clamped.set(colourAt(x, y));
      data.set(clamped, i);
    }
  }
  return { width, height, data };
}

/** Every value v becomes change(v, index of the value). */
export function alter(picture: RgbPicture, change: (value: number, index: number) => number): RgbPicture {
  const data = new Uint8ClampedArray(picture.data.length);
  // A loop: `from` with a function takes ten times as long.
  for (let i = 0; i < data.length; i++) data[i] = change(picture.data[i] ?? 0, i);
  return { ...picture, data: new Uint8Array(data.buffer) };
}

/** (1 − weight)·from + weight·to. */
export const mix = (from: RgbPicture, to: RgbPicture, weight: number): RgbPicture =>
  alter(from, (value, i) => value * (1 - weight) + (to.data[i] ?? 0) * weight);

/** Uniform noise of ±amplitude. */
export function withNoise(picture: RgbPicture, amplitude: number, seed: number): RgbPicture {
  const next = randomNumbers(seed);
  return alter(picture, (value) => value + amplitude * (2 * next() - 1));
}

export const plain = (level: number): RgbPicture => paint(() => [level, level, level]);
