import { describe, expect, it } from 'vitest';
import { boxAt, fittedPicture, labelPlace, placed } from './overlay-geometry.ts';

const picture = { width: 640, height: 360 };

describe('fittedPicture', () => {
  it('leaves bars at the sides of a wide stage', () => {
    expect(fittedPicture(picture, { width: 1000, height: 360 })).toEqual({
      left: 180,
      top: 0,
      width: 640,
      height: 360,
    });
  });

  it('leaves bars above and below in a high one', () => {
    expect(fittedPicture(picture, { width: 320, height: 400 })).toEqual({ left: 0, top: 110, width: 320, height: 180 });
  });

  it('of an upright picture is upright', () => {
    const place = fittedPicture({ width: 360, height: 640 }, { width: 640, height: 320 });
    expect(place).toEqual({ left: 230, top: 0, width: 180, height: 320 });
  });

  it('of a picture of unknown size is nowhere', () => {
    expect(fittedPicture({ width: 0, height: 0 }, picture)).toEqual({ left: 0, top: 0, width: 0, height: 0 });
  });
});

describe('boxes', () => {
  const stage = { left: 100, top: 50, width: 400, height: 200 };
  const near = { track: 1, left: 0.1, top: 0.1, width: 0.5, height: 0.8 };
  const far = { track: 2, left: 0.3, top: 0.2, width: 0.1, height: 0.2 };

  it('lie in the picture, not in the stage', () => {
    expect(placed(far, stage)).toEqual({ left: 220, top: 90, width: 40, height: 40 });
  });

  it('are found by a point, the smallest first', () => {
    expect(boxAt([near, far], { x: 230, y: 100 }, stage)?.track).toBe(2);
    expect(boxAt([near, far], { x: 150, y: 100 }, stage)?.track).toBe(1);
    expect(boxAt([near, far], { x: 110, y: 60 }, stage)).toBeUndefined();
  });

  it('carry their label on top, inside where there is no room, never outside the picture', () => {
    const label = { width: 60, height: 16 };
    expect(labelPlace(placed(far, stage), label, stage)).toEqual({ x: 220, y: 74 });
    expect(labelPlace({ left: 90, top: 55, width: 50, height: 50 }, label, stage)).toEqual({ x: 100, y: 55 });
    expect(labelPlace({ left: 480, top: 100, width: 50, height: 50 }, label, stage)).toEqual({ x: 440, y: 84 });
  });
});
