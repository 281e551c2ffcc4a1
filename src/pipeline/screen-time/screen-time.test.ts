import { describe, expect, it } from 'vitest';
import { framesOf, identityOf, shotsOf, tableOf, trackOf } from './made-up-episode.test-support.ts';
import { standardPreset } from './presets.ts';
import { measureScreenTime, type ScreenTimeInput } from './screen-time.ts';

// 20 frames of 100 ms, every frame analysed, cut at 1 s.
const input: ScreenTimeInput = {
  frameTable: tableOf(Array.from({ length: 20 }, () => 100)),
  shots: shotsOf([0, 10], 20),
  analysedFrames: framesOf(...Array.from({ length: 20 }, (_, i) => i)),
  tracks: [
    trackOf(1, 1, [5, 6, 7, 8, 9]),
    trackOf(2, 1, [8, 9]),
    trackOf(3, 2, [10, 11, 12]),
    trackOf(4, 2, [11, 12, 13]),
    trackOf(5, 2, [13, 14]),
  ],
  identities: [identityOf(1, [2]), identityOf(2, [1, 3]), identityOf(3, [])],
  preset: standardPreset,
};

describe('measureScreenTime', () => {
  const result = measureScreenTime(input);
  const row = (identity: number) => result.identities.find((each) => each.identity === identity);

  it('adds up a person over shots and keeps the evidence', () => {
    const two = row(2);
    expect(two?.seconds).toBeCloseTo(0.8, 9);
    expect([two?.first, two?.last, two?.tracks]).toEqual([0.5, 1.3, 2]);
    expect(two?.perShot.map(({ shot, seconds }) => [shot, Number(seconds.toFixed(9))])).toEqual([
      [1, 0.5],
      [2, 0.3],
    ]);
    expect(two?.receipts).toEqual([
      { shot: 1, start: 0.5, end: 1, tracks: [1] },
      { shot: 2, start: 1, end: 1.3, tracks: [3] },
    ]);
    expect(two?.longest).toBeCloseTo(0.8, 9);
  });

  it('orders by seconds and lists a person without time', () => {
    expect(result.identities.map(({ identity }) => identity)).toEqual([2, 1, 3]);
    expect(row(3)).toMatchObject({ seconds: 0, first: null, last: null, tracks: 0, perShot: [], receipts: [] });
  });

  it('adds up the tracks of nobody one by one, and keeps wall time apart', () => {
    expect(result.unattributed.seconds).toBeCloseTo(0.5, 9);
    expect(result.unattributed.longest).toBeCloseTo(0.3, 9);
    expect(result.unattributedVisible).toBeCloseTo(0.4, 9);
    expect(result.attributedVisible).toBeCloseTo(0.8, 9);
    expect(result.faceVisible).toBeCloseTo(1, 9);
    expect(result.personSeconds).toBeCloseTo(0.8 + 0.2 + 0.5, 9);
  });

  it('counts a person seen twice at once only once', () => {
    const tracks = [trackOf(1, 1, [2, 3, 4]), trackOf(2, 1, [4, 5])];
    const merged = measureScreenTime({ ...input, tracks, identities: [identityOf(1, [1, 2])] });
    expect(merged.identities[0]?.receipts).toEqual([{ shot: 1, start: 0.2, end: 0.6, tracks: [1, 2] }]);
    expect(merged.identities[0]?.seconds).toBeCloseTo(0.4, 9);
  });

  it('leaves out tracks below the minimum of sightings', () => {
    const strict = measureScreenTime({ ...input, preset: { ...standardPreset, minimumSightings: 3 } });
    expect(strict.unattributed.tracks).toBe(1);
    expect(strict.identities.find(({ identity }) => identity === 1)?.tracks).toBe(0);
  });

  it('refuses records that contradict each other', () => {
    expect(() => measureScreenTime({ ...input, identities: [identityOf(1, [1]), identityOf(2, [1])] })).toThrow(
      /track 1 belongs to identities 1 and 2/,
    );
    expect(() => measureScreenTime({ ...input, tracks: [trackOf(1, 9, [5])] })).toThrow(/shot 9/);
  });

  it('measures nothing in a video without faces', () => {
    const empty = measureScreenTime({ ...input, tracks: [], identities: [] });
    expect(empty).toMatchObject({ identities: [], faceVisible: 0, personSeconds: 0 });
    expect(empty.videoSeconds).toBe(2);
  });
});
