import { describe, expect, it } from 'vitest';
import type { FaceTrack } from '../records.ts';
import { identityOf, shotsOf, sighting, tableOf, trackOf } from '../screen-time/made-up-episode.test-support.ts';
import { type GuardrailInput, measureGuardrails } from './guardrails.ts';
import { idSwitchRate } from './id-switch-rate.ts';

// 400 s of video at 10 fps in 20 shots of 20 s.
const frames = 4000;
const frameTable = tableOf(Array.from({ length: frames }, () => 100));
const shots = shotsOf(
  Array.from({ length: 20 }, (_, i) => i * 200),
  frames,
);
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** `count` tracks of `length` frames each, ten in a shot one after the other. */
function tracksOf(count: number, length: number): FaceTrack[] {
  return range(0, count).map((i) => {
    const start = Math.floor(i / 10) * 200 + (i % 10) * 20;
    return trackOf(i + 1, Math.floor(i / 10) + 1, range(start, start + length));
  });
}

/** 100 tracks of 1 s, dealt out to ten people. */
const healthy: GuardrailInput = {
  frameTable,
  shots,
  tracks: tracksOf(100, 10),
  identities: range(0, 10).map((i) =>
    identityOf(
      i + 1,
      range(0, 10).map((k) => 1 + i + k * 10),
    ),
  ),
  detections: 1250,
  rejected: 250,
};
const find = (input: GuardrailInput, name: string) => measureGuardrails(input).find((each) => each.name === name);

describe('measureGuardrails', () => {
  it('finds nothing wrong with a healthy episode', () => {
    const result = measureGuardrails(healthy);
    expect(result.map(({ name, value, status }) => [name, value, status])).toEqual([
      ['tracks_per_minute', 15, 'ok'],
      ['short_track_fraction', 0, 'ok'],
      ['id_switch_rate', 0, 'ok'],
      ['faces_per_track', 10, 'ok'],
      ['rejection_rate', 0.2, 'ok'],
      ['clusters', 10, 'ok'],
      ['singleton_fraction', 0, 'ok'],
      ['largest_cluster_fraction', 0.1, 'ok'],
    ]);
    expect(result.every(({ remedy, note }) => remedy === null && note === null)).toBe(true);
  });

  it('notices what leaves the target and warns above the warning level, with a remedy', () => {
    const shortOnes = (count: number) => [...tracksOf(100, 10).slice(count), ...tracksOf(count, 4)];
    expect(find({ ...healthy, tracks: shortOnes(20) }, 'short_track_fraction')).toMatchObject({
      value: 0.2,
      status: 'ok',
    });
    expect(find({ ...healthy, tracks: shortOnes(30) }, 'short_track_fraction')?.status).toBe('notice');
    const bad = find({ ...healthy, tracks: shortOnes(31) }, 'short_track_fraction');
    expect(bad).toMatchObject({ value: 0.31, status: 'warn' });
    expect(bad?.remedy).toContain('--profile accurate');
    expect(find({ ...healthy, tracks: tracksOf(20, 10) }, 'tracks_per_minute')).toMatchObject({
      value: 3,
      status: 'notice',
    });
    expect(find({ ...healthy, rejected: 700 }, 'rejection_rate')).toMatchObject({ value: 0.56, status: 'warn' });
  });

  it('counts identities by their tracks', () => {
    const identities = [
      identityOf(1, range(1, 62)),
      ...range(2, 7).map((i) => identityOf(i, [i + 60])),
      identityOf(9, []),
    ];
    expect(find({ ...healthy, identities }, 'clusters')?.value).toBe(6);
    expect(find({ ...healthy, identities }, 'singleton_fraction')).toMatchObject({ value: 5 / 6, status: 'warn' });
    expect(find({ ...healthy, identities }, 'largest_cluster_fraction')).toMatchObject({
      value: 61 / 66,
      status: 'warn',
    });
  });

  it('shows but does not judge a sample that is too small', () => {
    const clip = { ...healthy, frameTable: tableOf(range(0, 100).map(() => 100)), shots: shotsOf([0], 100) };
    const result = measureGuardrails({ ...clip, tracks: tracksOf(2, 10), identities: [identityOf(1, [1, 2])] });
    expect(result.find(({ name }) => name === 'tracks_per_minute')).toMatchObject({
      value: 12,
      status: 'ok',
      remedy: null,
      note: 'too small a sample to judge: 10 of at least 60 s of video',
    });
    expect(result.filter(({ name }) => name.includes('fraction')).every(({ note }) => note !== null)).toBe(true);
  });

  it('has nothing to measure where nothing was found', () => {
    const result = measureGuardrails({ ...healthy, tracks: [], identities: [], detections: 0, rejected: 0 });
    expect(result.filter(({ value }) => value === null).map(({ name }) => name)).toEqual([
      'short_track_fraction',
      'id_switch_rate',
      'faces_per_track',
      'rejection_rate',
      'singleton_fraction',
      'largest_cluster_fraction',
    ]);
  });
});

describe('idSwitchRate', () => {
  const at = (track: number, shot: number, { from, to, left = 10 }: { from: number; to: number; left?: number }) => ({
    track,
    shot,
    detections: range(from, to).map((frame) => sighting(frame, { left, top: 10, width: 20, height: 20 })),
  });
  const rate = (tracks: FaceTrack[], owners: number[][]) =>
    idSwitchRate(
      tracks,
      owners.map((own, i) => identityOf(i + 1, own)),
      frameTable,
    );
  const before = at(1, 1, { from: 0, to: 10 });

  it('counts a track that takes up the same face at the same place within a second', () => {
    expect(rate([before, at(2, 1, { from: 20, to: 30 })], [[1, 2]])).toBe(0.5);
  });

  it('does not count a longer pause, another place, another person, another shot or an overlap in time', () => {
    expect(rate([before, at(2, 1, { from: 21, to: 30 })], [[1, 2]])).toBe(0);
    expect(rate([before, at(2, 1, { from: 12, to: 30, left: 30 })], [[1, 2]])).toBe(0);
    expect(rate([before, at(2, 1, { from: 12, to: 30 })], [[1], [2]])).toBe(0);
    expect(rate([at(1, 1, { from: 190, to: 200 }), at(2, 2, { from: 200, to: 210 })], [[1, 2]])).toBe(0);
    expect(rate([before, at(2, 1, { from: 9, to: 30 })], [[1, 2]])).toBe(0);
  });
});
