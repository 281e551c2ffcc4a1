import { expect, it } from 'vitest';
import { measureStorage } from './measure-storage.ts';

const pages = [
  { blobs: [{ key: 'raw/videos/a/s01/e01/episode.mp4', bytes: 1000 }], cursor: 'next' },
  {
    blobs: [
      { key: 'raw/videos/a/s01/e01/proxy.mp4', bytes: 500 },
      { key: 'artifacts/thumbs/a/s01/e01/v/poster.jpg', bytes: 20 },
      { key: 'facebank/p/s_d.png', bytes: 3 },
      { key: 'lost+found', bytes: 1 },
    ],
  },
];
const list = (_: string, { cursor }: { cursor?: string } = {}) => {
  const { blobs, ...more } = pages[cursor === undefined ? 0 : 1] ?? { blobs: [] };
  return Promise.resolve({ ...more, blobs: blobs.map((blob) => ({ ...blob, modifiedAt: new Date(0) })) });
};

it('adds up by kind, over all pages', async () => {
  const { items, diskFreeBytes } = await measureStorage({ list }, import.meta.dirname);
  expect(items.filter(({ objects }) => objects > 0)).toEqual([
    { kind: 'videos', objects: 2, bytes: 1500 },
    { kind: 'thumbs', objects: 1, bytes: 20 },
    { kind: 'facebank', objects: 1, bytes: 3 },
    { kind: 'other', objects: 1, bytes: 1 },
  ]);
  expect(items.map(({ kind }) => kind)).toContain('audio');
  expect(diskFreeBytes).toBeGreaterThan(0);
  expect((await measureStorage({ list }, '/nowhere/at/all')).diskFreeBytes).toBeNull();
});
