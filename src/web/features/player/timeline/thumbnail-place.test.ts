import { describe, expect, it } from 'vitest';
import { thumbnailPlace } from './thumbnail-place.ts';

const thumbnails = {
  intervalSeconds: 2,
  width: 160,
  height: 90,
  columns: 10,
  sheets: [
    { url: '/one', count: 100 },
    { url: '/two', count: 5 },
  ],
  count: 105,
};

describe('thumbnailPlace', () => {
  it('is the picture nearest to a time, in its row and column', () => {
    expect(thumbnailPlace(thumbnails, 24.9)).toEqual({ url: '/one', left: 320, top: 90, width: 160, height: 90 });
    expect(thumbnailPlace(thumbnails, 25.1)).toMatchObject({ left: 480, top: 90 });
  });

  it('goes on in the next sheet and ends with the last picture', () => {
    expect(thumbnailPlace(thumbnails, 204)).toMatchObject({ url: '/two', left: 320, top: 0 });
    expect(thumbnailPlace(thumbnails, 9999)).toMatchObject({ url: '/two', left: 640, top: 0 });
  });

  it('is nowhere where there are none', () => {
    expect(thumbnailPlace({ ...thumbnails, sheets: [], count: 0 }, 3)).toBeNull();
  });
});
