import { describe, expect, it } from 'vitest';
import { drawPicture } from '../made-up-pictures.test-support.ts';
import type { PixelBox, RgbPicture } from '../units.ts';
import { describeSetting, type FaceSetting, sameSetting, settingPairs } from './setting.ts';

const box: PixelBox = { left: 140, top: 100, width: 40, height: 50 };
const roomColour = (x: number, y: number): [number, number, number] => {
  const wall = 120 + 90 * Math.sin(x / 40) * Math.cos(y / 55);
  return [wall, 160 - wall / 2, y / 2 + 40];
};
const room = drawPicture(320, 240, roomColour);
const dimRoom = drawPicture(320, 240, (x, y) => {
  const [red, green, blue] = roomColour(x, y);
  return [0.8 * red, 0.8 * green, 0.8 * blue];
});
/** Another room: light where the first is dark, dark where it is light. */
const hall = drawPicture(320, 240, (x, y) => {
  const [red, green, blue] = roomColour(x, y);
  return [230 - red, 230 - green, 230 - blue];
});
const seen = (picture: RgbPicture, at = box): FaceSetting => describeSetting(picture, at, at);

describe('describeSetting', () => {
  it('is a vector of length 1 and mean 0, whatever the light', () => {
    const { surroundings, box: where } = seen(room);
    expect(Math.hypot(...surroundings)).toBeCloseTo(1, 5);
    expect(surroundings.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 4);
    expect(where).toBe(box);
  });

  it('is the same for a picture of twice the size', () => {
    const doubled = drawPicture(640, 480, (x, y) => {
      const at = 3 * ((y >> 1) * 320 + (x >> 1));
      return [room.data[at] ?? 0, room.data[at + 1] ?? 0, room.data[at + 2] ?? 0];
    });
    const zoomed = { left: 280, top: 200, width: 80, height: 100 };
    const [one, other] = [seen(room), describeSetting(doubled, zoomed, box)];
    const correlation = one.surroundings.reduce((sum, value, i) => sum + value * (other.surroundings[i] ?? 0), 0);
    expect(correlation).toBeGreaterThan(0.99);
    expect(sameSetting(one, other)).toBe(true);
  });

  it('says nothing of a plain picture', () => {
    const plain = seen(drawPicture(320, 240, () => [127, 127, 127]));
    expect(Math.hypot(...plain.surroundings)).toBe(0);
    expect(sameSetting(plain, plain)).toBe(false);
  });
});

describe('sameSetting', () => {
  it('knows the same chair again in other light, a little aside', () => {
    const aside = { ...box, left: box.left + 6, top: box.top - 4 };
    expect(sameSetting(seen(room), seen(dimRoom))).toBe(true);
    expect(sameSetting(seen(room), seen(room, aside))).toBe(true);
  });

  it('tells other surroundings, and another place in the same ones', () => {
    expect(sameSetting(seen(room), seen(hall))).toBe(false);
    expect(sameSetting(seen(room), seen(room, { ...box, left: box.left + 60 }))).toBe(false);
  });
});

describe('settingPairs', () => {
  const here = seen(room);
  const there = seen(hall);
  const track = (number: number, shot: number, ...settings: readonly FaceSetting[]) => ({
    track: number,
    shot,
    settings,
  });

  it('pairs tracks of different shots by any of their settings, smaller number first', () => {
    expect(settingPairs([track(3, 1, here), track(2, 3, there, here), track(1, 5, there), track(4, 1, here)])).toEqual([
      [1, 2],
      [2, 3],
      [2, 4],
    ]);
  });

  it('looks no further than a scene', () => {
    expect(settingPairs([track(1, 1, here), track(2, 5, here)])).toHaveLength(1);
    expect(settingPairs([track(1, 1, here), track(2, 100, here)])).toEqual([]);
    expect(settingPairs([track(1, 1), track(2, 2, here)])).toEqual([]);
  });
});
