import type { Thumbnails } from '../../../../server/contract/videos.ts';

/** Which part of which sheet shows a time. Null where there is none. */
export function thumbnailPlace(thumbnails: Thumbnails, seconds: number) {
  const { intervalSeconds, width, height, columns, sheets, count } = thumbnails;
  if (count === 0 || intervalSeconds <= 0) return null;
  let place = Math.min(count - 1, Math.max(0, Math.round(seconds / intervalSeconds)));
  for (const sheet of sheets) {
    if (place < sheet.count) {
      const [left, top] = [(place % columns) * width, Math.floor(place / columns) * height];
      return { url: sheet.url, left, top, width, height };
    }
    place -= sheet.count;
  }
  return null;
}
