import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { addGlimpse, EMPTY_PREVIEW, type Glimpse } from './glimpse.ts';
import { takeGlimpses } from './take-glimpses.ts';

const video = { timeBase: { numerator: 1, denominator: 25 }, startPts: 50 };
const picture = { width: 200, height: 100, data: new Uint8Array(200 * 100 * 3).fill(128) };
const boxes = [
  { left: 20, top: 10, width: 40, height: 50 },
  { left: 150, top: 10, width: 20, height: 20 },
];

/** A watcher, and the next glimpse it gets. */
function watcher() {
  const seen: Glimpse[] = [];
  let onNext = (): void => {};
  return {
    seen,
    show(glimpse: Glimpse) {
      seen.push(glimpse);
      onNext();
    },
    next: () =>
      new Promise<void>((resolve) => {
        onNext = resolve;
      }),
  };
}

describe('glimpses', () => {
  it('show a frame with its faces now and then, and count every face', async () => {
    const { seen, show, next } = watcher();
    let now = 0;
    const glimpses = takeGlimpses(show, video, () => now);
    const shown = next();
    const shared = { ...picture, data: Uint8Array.from(picture.data) };
    glimpses.note({ pts: 75, picture: shared, boxes }, 2);
    shared.data.fill(0);
    glimpses.note({ pts: 76, picture, boxes }, 2);
    await shown;
    expect(seen[0]).toMatchObject({ found: 4, picture: { seconds: 1, width: 200, height: 100 } });
    expect(seen[0]?.picture?.boxes).toEqual([
      { left: 0.1, top: 0.1, width: 0.2, height: 0.5 },
      { left: 0.75, top: 0.1, width: 0.1, height: 0.2 },
    ]);
    expect(seen[0]?.picture?.faces).toHaveLength(2);
    // What the decoder put into the same memory afterwards is not in it.
    const image = sharp(Buffer.from(seen[0]?.picture?.image ?? '', 'base64'));
    expect((await image.stats()).channels[0]?.mean).toBeCloseTo(128, 0);
    now = 1999;
    glimpses.note({ pts: 77, picture, boxes }, 3);
    glimpses.end();
    expect(seen.slice(1)).toEqual([{ picture: null, found: 3 }]);
  });

  it('are small, however large and noisy the picture is', async () => {
    const { seen, show, next } = watcher();
    const shown = next();
    const size = { width: 1920, height: 1080 };
    let state = 1;
    const data = Uint8Array.from({ length: size.width * size.height * 3 }, () => {
      state = (state * 1103515245 + 12345) & 0x7fffffff;
      return state >> 16;
    });
    takeGlimpses(show, video).note({ pts: 50, picture: { ...size, data }, boxes: [] }, 0);
    await shown;
    const bytes = Buffer.from(seen[0]?.picture?.image ?? '', 'base64').length;
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(60_000);
  });

  it('do nothing when nobody watches', () => {
    expect(() => takeGlimpses(undefined, video).note({ pts: 50, picture, boxes }, 2)).not.toThrow();
  });
});

describe('a preview', () => {
  const glimpse = (seconds: number, faces: string[]): Glimpse => ({
    picture: { seconds, image: 'x', width: 2, height: 2, boxes: [], faces },
    found: 5,
  });
  it('has the newest picture, the newest faces and all counts', () => {
    let preview = EMPTY_PREVIEW;
    for (let second = 1; second <= 10; second++) {
      preview = addGlimpse(preview, glimpse(second, ['a', 'b', 'c']), second * 1000);
    }
    preview = addGlimpse(preview, { picture: null, found: 1 }, 11_000);
    expect(preview).toMatchObject({ found: 51, at: 10_000, picture: { seconds: 10 } });
    expect(preview.faces).toHaveLength(24);
    expect(preview.faces[0]).toEqual({ image: 'a', seconds: 10, at: 10_000 });
    expect(preview.faces[23]).toEqual({ image: 'c', seconds: 3, at: 3_000 });
  });
});
