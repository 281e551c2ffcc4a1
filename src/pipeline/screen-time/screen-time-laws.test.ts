/** The conservation laws of screen time, on random episodes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shotSpan, videoSeconds } from '../frame-times.ts';
import type { FaceTrack } from '../records.ts';
import { sightingRuns } from './face-interval.ts';
import { total, union } from './intervals.ts';
import { anyEpisode } from './made-up-episode.test-support.ts';
import { measureScreenTime, type ScreenTimeInput } from './screen-time.ts';

const tiny = 1e-9;
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** The face intervals of the tracks that count, straight from the rule for one track. */
function intervalsOf(input: ScreenTimeInput, tracks: readonly FaceTrack[]) {
  const { gapToleranceSeconds, minimumSightings } = input.preset;
  return tracks
    .filter(({ detections }) => detections.length >= minimumSightings)
    .flatMap((track) => {
      const shot = input.shots.find(({ shot: number }) => number === track.shot);
      return shot ? sightingRuns(track, { ...input, shot, gapToleranceSeconds }).map(({ interval }) => interval) : [];
    });
}

const holds = (law: (input: ScreenTimeInput) => void): void => fc.assert(fc.property(anyEpisode, law));

describe('laws of screen time', () => {
  it('no person is on screen longer than the video, and no receipt leaves its shot', () => {
    holds((input) => {
      const result = measureScreenTime(input);
      expect(result.videoSeconds).toBe(videoSeconds(input.frameTable));
      expect(result.faceVisible).toBeLessThanOrEqual(result.videoSeconds + tiny);
      for (const row of result.identities) expect(row.seconds).toBeLessThanOrEqual(result.videoSeconds + tiny);
      for (const receipt of result.identities.flatMap(({ receipts }) => receipts)) {
        const shot = input.shots.find(({ shot: number }) => number === receipt.shot);
        const span = shot && shotSpan(input.frameTable, shot);
        expect(receipt.start).toBeGreaterThanOrEqual(span?.start ?? Number.NaN);
        expect(receipt.end).toBeLessThanOrEqual(span?.end ?? Number.NaN);
      }
    });
  });

  it('shots, receipts and the union of the face intervals all give the same total', () => {
    holds((input) => {
      const result = measureScreenTime(input);
      for (const row of [...result.identities, result.unattributed]) {
        expect(sum(row.perShot.map((each) => each.seconds))).toBeCloseTo(row.seconds, 9);
        expect(total(row.receipts)).toBeCloseTo(row.seconds, 9);
        expect(row.longest).toBeLessThanOrEqual(row.seconds + tiny);
      }
      for (const { identity, seconds } of result.identities) {
        const own = input.identities.find((each) => each.identity === identity)?.tracks ?? [];
        const intervals = intervalsOf(
          input,
          input.tracks.filter(({ track }) => own.includes(track)),
        );
        expect(seconds).toBeCloseTo(total(union(intervals)), 9);
        expect(seconds).toBeLessThanOrEqual(total(intervals) + tiny);
      }
    });
  });

  it('attributed and unattributed are all there is, in wall time and in person-seconds', () => {
    holds((input) => {
      const result = measureScreenTime(input);
      const owned = new Set(input.identities.flatMap(({ tracks }) => tracks));
      const free = input.tracks.filter(({ track }) => !owned.has(track));
      const attributed = result.identities.flatMap(({ receipts }) => receipts);
      expect(result.unattributed.seconds).toBeCloseTo(total(intervalsOf(input, free)), 9);
      expect(result.personSeconds).toBeCloseTo(
        sum(result.identities.map((row) => row.seconds)) + result.unattributed.seconds,
        9,
      );
      expect(result.faceVisible).toBeCloseTo(total(union(intervalsOf(input, input.tracks))), 9);
      expect(union([...attributed, ...result.unattributed.receipts])).toEqual(union(intervalsOf(input, input.tracks)));
      expect(result.faceVisible).toBeLessThanOrEqual(result.attributedVisible + result.unattributedVisible + tiny);
    });
  });

  it('taking a track from nobody and giving it to a person never creates seconds', () => {
    holds((input) => {
      const nobody = measureScreenTime({ ...input, identities: [] });
      const result = measureScreenTime(input);
      expect(result.personSeconds).toBeLessThanOrEqual(nobody.personSeconds + tiny);
      expect(result.faceVisible).toBeCloseTo(nobody.faceVisible, 9);
    });
  });

  it('one more track never lowers a total', () => {
    holds((input) => {
      const all = measureScreenTime(input);
      const fewer = measureScreenTime({ ...input, tracks: input.tracks.slice(1) });
      for (const row of fewer.identities) {
        const same = all.identities.find(({ identity }) => identity === row.identity);
        expect(same?.seconds).toBeGreaterThanOrEqual(row.seconds - tiny);
      }
      expect(all.unattributed.seconds).toBeGreaterThanOrEqual(fewer.unattributed.seconds - tiny);
      expect(all.faceVisible).toBeGreaterThanOrEqual(fewer.faceVisible - tiny);
    });
  });

  it('the order of tracks and identities does not matter, to the last bit', () => {
    fc.assert(
      fc.property(anyEpisode, fc.func(fc.nat()), (input, rank) => {
        const shuffled = [...input.tracks].sort((a, b) => rank(a.track) - rank(b.track));
        const reversed = [...input.identities].reverse();
        const again = measureScreenTime({ ...input, tracks: shuffled, identities: reversed });
        expect(JSON.stringify(again)).toBe(JSON.stringify(measureScreenTime(input)));
      }),
    );
  });

  it('splitting a track costs nothing between neighbouring analysed frames, else at most the bridge', () => {
    fc.assert(
      fc.property(anyEpisode, fc.nat(), (input, pick) => {
        const preset = { ...input.preset, minimumSightings: 1 };
        const track = input.tracks.find(({ detections }) => detections.length >= 2);
        fc.pre(track !== undefined);
        const at = 1 + (pick % (track.detections.length - 1));
        const head = { ...track, detections: track.detections.slice(0, at) };
        const tail = { ...track, track: 1000, detections: track.detections.slice(at) };
        const secondsOf = (tracks: readonly FaceTrack[]) =>
          measureScreenTime({
            ...input,
            preset,
            tracks,
            identities: [{ identity: 1, name: null, confidence: 1, tracks: tracks.map((each) => each.track) }],
          }).identities[0]?.seconds ?? Number.NaN;
        const [whole, pieces] = [secondsOf([track]), secondsOf([head, tail])];
        const last = head.detections.at(-1)?.frame ?? 0;
        const next = tail.detections[0]?.frame ?? 0;
        const isAdjacent = !input.analysedFrames.some((frame) => frame > last && frame < next);
        expect(pieces).toBeLessThanOrEqual(whole + tiny);
        expect(whole - pieces).toBeLessThanOrEqual((isAdjacent ? 0 : preset.gapToleranceSeconds) + tiny);
      }),
    );
  });
});
