import { describe, expect, test } from 'vitest';
import type { MachineResult } from './machine-result.ts';
import { machineState } from './review-state.ts';
import { afterSeenTogether, findTogether, keyOfPair, whoIsTogether } from './seen-together.ts';
import { weighCut } from './weigh-cut.ts';

const track = (number: number, firstSeconds: number, lastSeconds: number) => ({
  track: number,
  firstSeconds,
  lastSeconds,
  frames: Array.from({ length: lastSeconds - firstSeconds + 1 }, (_, index) => firstSeconds + index),
  faces: [],
});
/** A frame a second. 1 and 2 share 4 s, 2 and 3 a single frame, 4 and 5 are of one identity and share 2 s; 6 is nobody's. */
const machine: MachineResult = {
  runId: 'run',
  tracks: [track(1, 0, 6), track(2, 2, 10), track(3, 10, 20), track(4, 30, 34), track(5, 32, 40), track(6, 39, 41)],
  identities: [
    { identity: 1, tracks: [1, 3], personId: null },
    { identity: 2, tracks: [2], personId: null },
    { identity: 3, tracks: [4, 5], personId: null },
  ],
};

describe('who was seen together', () => {
  test('is known of identities and of tracks, with the seconds', () => {
    const state = machineState(machine);
    const { seenTogether, trackSeenWith, twiceInOne } = whoIsTogether(findTogether(state), state);
    expect([...seenTogether]).toEqual([[keyOfPair(1, 2), 4]]);
    expect(trackSeenWith.get('3 2')).toBe(0);
    expect(trackSeenWith.get('2 1')).toBe(4);
    expect(trackSeenWith.get('6 3')).toBe(1);
    expect([...twiceInOne]).toEqual([[3, [{ tracks: [4, 5], seconds: 2 }]]]);
  });

  test('is not what is no face', () => {
    const state = machineState(machine);
    const together = findTogether(state);
    state.notFaces.set(2, 'edit');
    expect(whoIsTogether(together, state).seenTogether.size).toBe(0);
  });
});

describe('that two are one person', () => {
  test('is as likely as before where they were never seen together', () => {
    expect(afterSeenTogether(0.4, undefined)).toBe(0.4);
  });

  test('is less likely the longer they were seen together, but never impossible', () => {
    const [briefly = 0, aSecond = 0, long = 0] = [0, 1, 1000].map((seconds) => afterSeenTogether(0.5, seconds));
    expect(briefly).toBeCloseTo(1 / 3, 9);
    expect(aSecond).toBeLessThan(briefly);
    expect(long).toBeLessThan(aSecond);
    expect(long).toBeCloseTo(0.01 / 1.01, 9);
    expect(afterSeenTogether(1, 1000)).toBeCloseTo(1, 9);
  });
});

describe('a cut', () => {
  const knowing = { probabilitySame: () => 0.6, secondsOf: () => 5 };
  const alone = { ...knowing, twiceInOne: new Map() };

  test('is half as likely as its parts are unlike', () => {
    expect(weighCut(3, { leaving: [5], likeness: 0.4 }, alone)).toEqual({
      identity: 3,
      tracks: [5],
      seconds: 5,
      probability: expect.closeTo(0.2, 9),
    });
  });

  test('is likely where somebody put together what was in one frame, and it parts them', () => {
    const twiceInOne = new Map([[3, [{ tracks: [4, 5] as const, seconds: 2 }]]]);
    expect(weighCut(3, { leaving: [5], likeness: 0.4 }, { ...knowing, twiceInOne }).probability).toBeGreaterThan(0.9);
    expect(weighCut(3, { leaving: [7], likeness: 0.4 }, { ...knowing, twiceInOne }).probability).toBeCloseTo(0.2, 9);
  });
});
