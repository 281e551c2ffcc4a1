import { describe, expect, it } from 'vitest';
import type { FaceRow } from './face-rows.ts';
import { dropIgnored } from './ignore-regions.ts';

const row = (id: number, left: number, options: { size?: number; doubtful?: boolean } = {}): FaceRow => {
  const size = options.size ?? 10;
  return { frame: 1, id, box: { left, top: 0, width: size, height: size }, doubtful: options.doubtful ?? false };
};
const count = (truth: FaceRow[], predicted: FaceRow[]) =>
  dropIgnored({ truth: new Map([[1, truth]]), predicted: new Map([[1, predicted]]), frameCount: 2, minOverlap: 0.4 });

describe('dropIgnored', () => {
  it('drops the doubtful face and the prediction on it, and lists every frame', () => {
    const { frames, dropped } = count([row(1, 0), row(2, 50, { doubtful: true })], [row(7, 0), row(8, 51)]);
    expect(dropped).toBe(1);
    expect(frames.map(({ truth, predicted }) => [truth.map((r) => r.id), predicted.map((r) => r.id)])).toEqual([
      [[1], [7]],
      [[], []],
    ]);
  });

  it('keeps a prediction that is matched to a sure face, whatever it overlaps besides', () => {
    expect(count([row(1, 0), row(2, 1, { doubtful: true })], [row(7, 0)]).dropped).toBe(0);
  });

  it('drops a small box inside a large region, where the overlap alone would not tell', () => {
    expect(count([row(2, 0, { size: 100, doubtful: true })], [row(7, 20)]).dropped).toBe(1);
    // Half of the box hangs out of the region: kept.
    expect(count([row(2, 0, { size: 100, doubtful: true })], [row(7, 95)]).dropped).toBe(0);
  });
});
