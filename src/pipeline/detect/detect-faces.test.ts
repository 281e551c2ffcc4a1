import { describe, expect, it } from 'vitest';
import { iou, shareInside } from '../geometry/iou.ts';
import { frontalPoints } from '../made-up-faces.test-support.ts';
import { drawPicture } from '../made-up-pictures.test-support.ts';
import type { PixelBox } from '../units.ts';
import { createFaceFinder, type FaceFinderModels } from './detect-faces.ts';
import type { RawFace, RegionDetector } from './region-detector.ts';

const picture = drawPicture(640, 360, () => [90, 90, 90]);
const box = (left: number, top: number, side: number): PixelBox => ({ left, top, width: side, height: side });
const calibration = { bias: 0, score: 1, support: 0, spread: 0, flatness: 0 };

/**
 * A detector that sees every true face of at least 14 input pixels that the region shows by half or more, cut off where
 * the region ends, as networks do. It writes down where it looked.
 */
function seeingDetector(truth: readonly PixelBox[], score = 0.9) {
  const looks: PixelBox[] = [];
  const detector: RegionDetector = {
    inputWidth: 320,
    inputHeight: 240,
    smallestFace: 14,
    detect(_, region) {
      looks.push(region);
      const faces = truth.flatMap((face): RawFace[] => {
        const inputSize = (Math.max(face.width, face.height) * 320) / region.width;
        if (inputSize < 14 || shareInside(face, region) < 0.5) return [];
        const left = Math.max(face.left, region.left);
        const top = Math.max(face.top, region.top);
        const right = Math.min(face.left + face.width, region.left + region.width);
        const bottom = Math.min(face.top + face.height, region.top + region.height);
        const seen = { left, top, width: right - left, height: bottom - top };
        return [{ box: seen, score, support: 5, inputSize, points: frontalPoints(seen) }];
      });
      return Promise.resolve(faces);
    },
  };
  return { detector, looks };
}
const finderOf = (detector: RegionDetector, models: Partial<FaceFinderModels> = {}) =>
  createFaceFinder({ detector, calibration, landmarks: null, ...models }, 12);

describe('createFaceFinder', () => {
  // Sizes from 12 to 200 pixels, one of them in a corner, none near another.
  const truth = [box(20, 20, 12), box(300, 170, 16), box(625, 345, 14), box(100, 200, 60), box(400, 80, 200)];

  it('finds every face once in a sweep, whole, whatever its size', async () => {
    const found = await finderOf(seeingDetector(truth).detector).find(picture, { sweep: true });
    expect(found).toHaveLength(truth.length);
    for (const face of truth) expect(Math.max(...found.map((each) => iou(each.box, face)))).toBeGreaterThan(0.99);
    for (const each of found) expect(each).toMatchObject({ plausibility: 1, points: expect.anything() });
  });

  it('finds them all again without a sweep, at the price of fewer looks', async () => {
    const { detector, looks } = seeingDetector(truth);
    const finder = finderOf(detector);
    const swept = await finder.find(picture, { sweep: true });
    const sweepLooks = looks.length;
    const again = await finder.find(picture, { sweep: false });
    expect(again).toHaveLength(swept.length);
    expect(looks.length - sweepLooks).toBeLessThan(sweepLooks / 2);
  });

  it('looks only at the whole picture before the first sweep', async () => {
    const { detector, looks } = seeingDetector(truth);
    const found = await finderOf(detector).find(picture, { sweep: false });
    expect(looks).toHaveLength(1);
    expect(found).toHaveLength(2);
  });

  it('gives a face that the whole picture shows faintly a second look from the next frame on', async () => {
    const { detector, looks } = seeingDetector([box(100, 200, 40)], 0.5);
    const finder = finderOf(detector);
    await finder.find(picture, { sweep: false });
    expect(looks).toHaveLength(1);
    await finder.find(picture, { sweep: false });
    expect(looks).toHaveLength(3);
  });

  it('gives no second look to a face that is too large for tiles', async () => {
    const { detector, looks } = seeingDetector([box(100, 100, 120)], 0.5);
    const finder = finderOf(detector);
    await finder.find(picture, { sweep: true });
    looks.length = 0;
    await finder.find(picture, { sweep: false });
    expect(looks).toHaveLength(1);
  });

  it('forgets old tiles when a sweep finds them empty', async () => {
    const small = [box(300, 170, 14)];
    const { detector, looks } = seeingDetector(small);
    const finder = finderOf(detector);
    await finder.find(picture, { sweep: true });
    small.length = 0;
    await finder.find(picture, { sweep: true });
    looks.length = 0;
    await finder.find(picture, { sweep: false });
    expect(looks).toHaveLength(1);
  });

  it('keeps its memory for itself: a second finder does not know the first one’s faces', async () => {
    const { detector, looks } = seeingDetector(truth);
    await finderOf(detector).find(picture, { sweep: true });
    looks.length = 0;
    await finderOf(detector).find(picture, { sweep: false });
    expect(looks).toHaveLength(1);
  });

  it('leaves out what is next to certainly no face', async () => {
    const { detector } = seeingDetector(truth, 0.01);
    expect(await finderOf(detector).find(picture, { sweep: true })).toEqual([]);
  });

  it('lowers the score of a face whose landmarks are read differently in two crops', async () => {
    const steady = () => Promise.resolve({ output: { data: new Float32Array(136).fill(0.5), dims: [1, 136] } });
    let call = 0;
    const jumpy = () =>
      Promise.resolve({ output: { data: new Float32Array(136).fill(call++ % 2 === 0 ? 0.2 : 0.8), dims: [1, 136] } });
    const strict = { ...calibration, spread: -1 };
    const one = [box(200, 100, 80)];
    const [sure] = await finderOf(seeingDetector(one).detector, { landmarks: steady, calibration: strict }).find(
      picture,
      { sweep: false },
    );
    const [doubtful] = await finderOf(seeingDetector(one).detector, { landmarks: jumpy, calibration: strict }).find(
      picture,
      { sweep: false },
    );
    expect(sure?.plausibility).toBeCloseTo(1, 6);
    expect(doubtful?.plausibility).toBeLessThan(0.1);
    expect(doubtful?.score).toBeLessThan(sure?.score ?? 0);
    // The landmark model's points stand: here all in the middle of the box.
    expect(sure?.points.nose.x).toBeCloseTo(240, 4);
    expect(sure?.points.leftEye).toEqual(sure?.points.nose);
  });

  it('says what is missing when neither the detector nor a landmark model gives points', async () => {
    const { detector } = seeingDetector(truth);
    const blind: RegionDetector = {
      ...detector,
      detect: async (shown, region) =>
        (await detector.detect(shown, region)).map((face) => ({ ...face, points: null })),
    };
    await expect(finderOf(blind).find(picture, { sweep: true })).rejects.toThrow(/landmark model/);
  });
});
