import { describe, expect, it } from 'vitest';
import type { FaceSample } from '../embed/describe-track.ts';
import { embedding, frameIndex } from '../units.ts';
import { type GroupedTrack, type GroupingInput, suggestGroups } from './suggest-groups.ts';

/** A track whose face looks in the direction of an angle, in degrees. */
function track(number: number, degrees: number, frames: readonly number[] = [100 * number]): GroupedTrack {
  const angle = (degrees * Math.PI) / 180;
  const vector = embedding(Float32Array.of(Math.cos(angle), Math.sin(angle)));
  const box = { left: 0, top: 0, width: 1, height: 1 };
  const sample: FaceSample = {
    ...{ vector, quality: 0.8, view: 0.8 },
    frame: frameIndex(frames[0] ?? 0),
    setting: { box, surroundings: new Float32Array() },
  };
  return { track: number, frames, seconds: 2, samples: [sample, sample, sample] };
}

const one = (...tracks: number[]) => tracks.map((number) => ({ identity: number, tracks: [number] }));
const suggest = (input: Partial<GroupingInput> & Pick<GroupingInput, 'tracks' | 'identities'>): number[][] =>
  suggestGroups({ together: [], apart: [], mergeLikeness: 0.4, ...input }).map(({ identities }) => [...identities]);

describe('groups of identities', () => {
  it('are those that look alike', () => {
    const tracks = [track(1, 0), track(2, 30), track(3, 120)];
    expect(suggestGroups({ tracks, identities: one(1, 2, 3), together: [], apart: [], mergeLikeness: 0.4 })).toEqual([
      { identities: [1, 2], likeness: expect.closeTo(Math.cos(Math.PI / 6), 5) },
    ]);
  });

  it('never hold two who are seen together, or of whom somebody said that they are two', () => {
    const seen = [track(1, 0, [5]), track(2, 30, [5])];
    expect(suggest({ tracks: seen, identities: one(1, 2) })).toEqual([]);
    expect(suggest({ tracks: [track(1, 0), track(2, 30)], identities: one(1, 2), apart: [[1, 2]] })).toEqual([]);
  });

  it('follow what somebody said: who is like one of two that are one, may be like both', () => {
    const tracks = [track(1, 0), track(2, 100), track(3, 50)];
    expect(suggest({ tracks, identities: one(1, 2), together: [[1, 2]] })).toEqual([[1, 2]]);
    expect(suggest({ tracks, identities: one(1, 2, 3), mergeLikeness: 0.6 })).toHaveLength(1);
  });

  it('leave identities whole and tracks of nobody alone', () => {
    const identities = [{ identity: 1, tracks: [1, 2] }];
    expect(suggest({ tracks: [track(1, 0), track(2, 170), track(3, 0)], identities })).toEqual([]);
    expect(suggest({ tracks: [{ ...track(1, 0), samples: [] }, track(2, 0)], identities: one(1, 2) })).toEqual([]);
  });
});
