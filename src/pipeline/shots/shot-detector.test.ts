import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RgbPicture, seconds } from '../units.ts';
import { createShotDetector, type ShotScan } from './shot-detector.ts';
import { alter, createScene, mix, paint, plain, randomNumbers, shoot, withNoise } from './synthetic-scene.fixture.ts';

const scan = (pictures: readonly RgbPicture[], fps = 25): ShotScan => {
  const detector = createShotDetector();
  for (const [i, picture] of pictures.entries()) detector.push(picture, seconds(i / fps));
  return detector.finish();
};
const starts = (result: ShotScan): number[] => result.shots.map((shot) => shot.startFrame);
const film = (frames: number, picture: (i: number) => RgbPicture): RgbPicture[] =>
  Array.from({ length: frames }, (_, i) => picture(i));

/** A take with some life in it: the camera drifts a little and the sensor is noisy. */
const take = (seed: number, frames: number, palette = seed): RgbPicture[] => {
  const scene = createScene(seed, palette);
  return film(frames, (i) => withNoise(shoot(scene, { x: 0.3 * i + seed, y: Math.sin(i / 5) }), 6, 1000 * seed + i));
};

const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));

describe('no cut', () => {
  it('gives nothing for no frame and one shot for one frame', () => {
    expect(scan([])).toEqual({ shots: [], motion: new Float32Array(0), scores: [] });
    expect(scan([plain(90)]).shots).toEqual([{ shot: 1, startFrame: 0, endFrame: 0, transition: 'start' }]);
  });

  it.each([
    ['a quiet take', take(3, 60)],
    ['a fast pan', film(60, (i) => shoot(createScene(4), { x: i < 20 ? 0 : Math.min(90, 9 * (i - 20)) }))],
    ['a zoom', film(50, (i) => shoot(createScene(5), { zoom: 1.02 ** i }))],
    [
      'a shaking camera',
      film(60, (i) => shoot(createScene(6), { x: 5 * Math.sin(2.4 * i), y: 3 * Math.cos(3.7 * i) })),
    ],
    ['exposure drift', film(60, (i) => alter(shoot(createScene(7)), (v) => v * (0.7 + 0.3 * Math.cos(i / 6))))],
    ['snow', film(40, (i) => withNoise(plain(128), 127, i))],
    ['a static picture', film(40, () => shoot(createScene(8)))],
  ])('in %s', (_, pictures) => {
    expect(starts(scan(pictures))).toEqual([0]);
  });

  it.each([
    ['a steady pan', (i: number) => ({ x: -80 + 3 * i })],
    ['a tilt', (i: number) => ({ y: -40 + 2 * i })],
    ['a pan that begins and ends softly', (i: number) => ({ x: -50 * Math.cos((Math.PI / 30) * within(i - 12, 30)) })],
  ])('in %s over many scenes: the camera moves, nothing is mixed in', (_, camera) => {
    const seeds = Array.from({ length: 12 }, (_, i) => 101 + i);
    const split = seeds.filter((seed) => {
      const scene = createScene(seed);
      const pictures = film(55, (i) => withNoise(shoot(scene, camera(i)), 4, 100 * seed + i));
      return starts(scan(pictures)).length > 1;
    });
    // Where the walls are plain enough, a pan and a wipe look alike at this size.
    expect(split.length).toBeLessThanOrEqual(1);
  });

  it.each([1, 2, 3, 4])('at a flash of %i frames', (length) => {
    const flash = (v: number, i: number): number => (i >= 30 && i < 30 + length ? 1.8 * v + 70 : v);
    const pictures = take(11, 60).map((picture, i) => alter(picture, (v) => flash(v, i)));
    expect(starts(scan(pictures))).toEqual([0]);
  });

  it('at a burnt-out flash, at two broken frames, at lightning', () => {
    const calm = take(12, 80);
    const pictures = calm.map((picture, i) => {
      if (i === 20 || i === 21) return plain(252);
      if (i === 40 || i === 41) return shoot(createScene(99));
      return i === 60 || i === 63 ? alter(picture, (v) => 2.5 * v) : picture;
    });
    expect(starts(scan(pictures))).toEqual([0]);
  });

  it('at a caption and at something that passes close by', () => {
    const scene = createScene(13);
    const other = createScene(14);
    const pictures = film(80, (i) =>
      paint((x, y) => {
        if (i >= 20 && y > 40 && x > 6 && x < 88) return x % 5 < 2 ? [250, 250, 250] : [20, 30, 120];
        const edge = 12 * (i - 45) - 60;
        return x > edge && x < edge + 60 ? other(x - edge, y) : scene(x, y);
      }),
    );
    expect(starts(scan(pictures))).toEqual([0]);
  });
});

describe('hard cuts', () => {
  it('are found on the frame', () => {
    const result = scan([...take(21, 33), ...take(22, 41), ...take(23, 26)]);
    expect(result.shots).toEqual([
      { shot: 1, startFrame: 0, endFrame: 32, transition: 'start' },
      { shot: 2, startFrame: 33, endFrame: 73, transition: 'cut' },
      { shot: 3, startFrame: 74, endFrame: 99, transition: 'cut' },
    ]);
  });

  it('are found between two views of one room', () => {
    expect(starts(scan([...take(31, 30, 5), ...take(32, 25, 5), ...take(31, 30, 5)]))).toEqual([0, 30, 55]);
  });

  it('are found around shots of five frames, also when the picture before comes back', () => {
    expect(starts(scan([...take(41, 30), ...take(42, 5), ...take(43, 5), ...take(41, 30)]))).toEqual([0, 30, 35, 40]);
    expect(starts(scan([...take(41, 30), ...take(42, 5), ...take(41, 30)]))).toEqual([0, 30, 35]);
  });

  it('are found six frames before the end', () => {
    expect(starts(scan([...take(44, 30), ...take(45, 6)]))).toEqual([0, 30]);
  });

  it('are found among repeated frames (2:3 pulldown to 60 frames a second)', () => {
    const repeated = [...take(51, 20), ...take(52, 20)].flatMap((picture, i) =>
      Array<RgbPicture>(i % 2 ? 3 : 2).fill(picture),
    );
    expect(starts(scan(repeated, 60))).toEqual([0, 50]);
  });

  it('are found whatever the frame rate and where times are uneven', () => {
    const pictures = [...take(53, 24), ...take(54, 24)];
    for (const fps of [2, 12, 120]) expect(starts(scan(pictures, fps))).toEqual([0, 24]);
    const detector = createShotDetector();
    let time = 0;
    for (const [i, picture] of pictures.entries()) {
      detector.push(picture, seconds(time));
      time += i % 7 === 0 ? 1.5 : 0.02;
    }
    expect(starts(detector.finish())).toEqual([0, 24]);
  });

  it('are found in pictures of other sizes', () => {
    const enlarge = ({ width, height, data }: RgbPicture): RgbPicture => ({
      width: 2 * width,
      height: 2 * height,
      data: Uint8Array.from({ length: 4 * data.length }, (_, i) => {
        const pixel = Math.floor(i / 3);
        const [x, y] = [(pixel % (2 * width)) >> 1, Math.floor(pixel / (2 * width)) >> 1];
        return data[3 * (y * width + x) + (i % 3)] ?? 0;
      }),
    });
    const pictures = [...take(55, 15), ...take(56, 15)];
    expect(starts(scan(pictures.map(enlarge)))).toEqual([0, 15]);
  });

  it('are found between any two scenes, wherever they are', () => {
    const lengths = fc.array(fc.integer({ min: 5, max: 30 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(lengths, fc.integer({ min: 100, max: 5000 }), (parts, seed) => {
        const result = scan(parts.flatMap((length, i) => take(seed + i, length)));
        expect(starts(result)).toEqual(parts.map((_, i) => parts.slice(0, i).reduce((a, b) => a + b, 0)));
      }),
      { numRuns: 12, seed: 1 },
    );
  });
});

describe('gradual transitions', () => {
  it.each([10, 25, 45])('a dissolve of %i frames begins the new shot at its middle', (length) => {
    const [from, to] = [take(61, 40 + length), take(62, length + 40)];
    const pictures = film(80 + length, (i) => {
      const [a, b] = [from[i], to[i - 40]];
      return a && b ? mix(a, b, (i - 39) / (length + 1)) : (a ?? b ?? plain(0));
    });
    const { shots } = scan(pictures);
    expect(shots.map((shot) => shot.transition)).toEqual(['start', 'dissolve']);
    // What moves in both shots shifts the half-way point a little.
    expect(Math.abs((shots[1]?.startFrame ?? 0) - (40 + length / 2))).toBeLessThanOrEqual(Math.max(2, length / 15));
    const { first, last } = shots[1]?.transitionFrames ?? { first: 0, last: 0 };
    expect(Math.abs(first - 40)).toBeLessThanOrEqual(Math.max(4, length / 8));
    expect(Math.abs(last - (39 + length))).toBeLessThanOrEqual(Math.max(4, length / 8));
  });

  it.each([
    ['black', 0],
    ['white', 255],
  ])('a fade through %s is one transition', (_, level) => {
    const out = take(63, 50).map((picture, i) => mix(picture, plain(level), Math.min(1, Math.max(0, (i - 34) / 15))));
    const into = take(64, 50).map((picture, i) => mix(plain(level), picture, Math.min(1, i / 15)));
    const { shots } = scan([...out, ...film(6, () => plain(level)), ...into]);
    expect(shots.map((shot) => shot.transition)).toEqual(['start', 'fade']);
    expect(Math.abs((shots[1]?.startFrame ?? 0) - 53)).toBeLessThanOrEqual(2);
  });

  it('after a fade-out, a hard cut from black begins the new shot', () => {
    const out = take(65, 50).map((picture, i) => mix(picture, plain(0), Math.min(1, Math.max(0, (i - 30) / 15))));
    expect(starts(scan([...out, ...take(66, 40)]))).toEqual([0, 50]);
  });

  it('a video that begins and ends in a fade is one shot', () => {
    const pictures = take(67, 90).map((picture, i) => mix(plain(0), picture, Math.min(1, i / 20, (89 - i) / 20)));
    expect(starts(scan([...film(5, () => plain(0)), ...pictures, ...film(5, () => plain(0))]))).toEqual([0]);
  });

  it('a wipe begins the new shot when half of it is seen', () => {
    const [from, to] = [createScene(71), createScene(72)];
    const pictures = film(100, (i) => paint((x, y) => (x < 4.8 * (i - 40) ? to(x, y) : from(x, y))));
    const { shots } = scan(pictures);
    expect(shots.map((shot) => shot.transition)).toEqual(['start', 'wipe']);
    expect(Math.abs((shots[1]?.startFrame ?? 0) - 50)).toBeLessThanOrEqual(2);
  });
});

describe('motion', () => {
  it('is next to nothing in a still picture with noise under changing light', () => {
    const still = shoot(createScene(81));
    const { motion } = scan(film(40, (i) => alter(withNoise(still, 5, i), (v) => v * (0.9 + 0.1 * Math.cos(i / 4)))));
    expect(motion).toHaveLength(40);
    // Noise of ±5 levels and flickering light: a moving picture shows ten times that.
    expect(Math.max(...motion)).toBeLessThan(0.06);
  });

  it('grows with the moving part of the picture, and is 0 at the first frame of a shot', () => {
    const scene = createScene(82);
    const moving = (share: number): RgbPicture[] =>
      film(20, (i) => paint((x, y) => (x < 96 * share ? scene(x + 4 * i, y) : scene(x, y))));
    const mean = (values: Float32Array): number => values.reduce((a, b) => a + b, 0) / values.length;
    const [none, half, all] = [0, 0.5, 1].map((share) => mean(scan(moving(share)).motion));
    expect(none).toBe(0);
    expect(half).toBeGreaterThan(0.1);
    expect(all).toBeGreaterThan(1.6 * (half ?? 1));
    const cut = scan([...take(83, 20), ...take(84, 20)]);
    expect([cut.motion[0], cut.motion[20]]).toEqual([0, 0]);
  });
});

it('tiles all frames with shots, whatever the pictures', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 60 }), (seed, frames) => {
      const next = randomNumbers(seed);
      const scenes = [createScene(1), createScene(2), createScene(3)].map((scene) => shoot(scene));
      const { shots, motion } = scan(film(frames, () => scenes[Math.floor(3 * next())] ?? plain(0)));
      expect(motion).toHaveLength(frames);
      expect(shots.at(-1)?.endFrame ?? -1).toBe(frames - 1);
      for (const [i, shot] of shots.entries()) {
        expect(shot.shot).toBe(i + 1);
        expect(shot.startFrame).toBe((shots[i - 1]?.endFrame ?? -1) + 1);
        if (shots.length > 1) expect(shot.endFrame - shot.startFrame).toBeGreaterThanOrEqual(2);
      }
    }),
    { numRuns: 25 },
  );
});
