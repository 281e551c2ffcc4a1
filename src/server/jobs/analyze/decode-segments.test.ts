import { expect, it } from 'vitest';
import type { FrameSource, VideoProbe } from '../../../adapters/frames/port.ts';
import { decodeSegments } from './decode-segments.ts';

const SEGMENTS: readonly (readonly number[])[] = [[0, 10], [20, 30], [40], [50, 60]];

/** Delivers all frames that are asked for but those that are absent, and counts them. */
function sourceWithout(absent: readonly number[]) {
  const delivered: number[] = [];
  const source: FrameSource = {
    foundPrograms: null,
    probe: () => Promise.reject(new Error('Nobody asks.')),
    async *frames(_video, { width, height, onlyPts = [] }) {
      for (const pts of onlyPts.filter((each) => !absent.includes(each))) {
        delivered.push(pts);
        yield await Promise.resolve({
          pts,
          durationTicks: null,
          picture: { width, height, data: new Uint8Array(3 * width * height) },
        });
      }
    },
  };
  return { source, delivered };
}

async function decode(source: FrameSource, wanted: () => number) {
  const seen: number[] = [];
  const ended: (readonly number[])[] = [];
  const decoding = {
    video: {} as VideoProbe,
    size: { width: 2, height: 2 },
    segments: SEGMENTS,
    ptsOf: (segment: readonly number[]) => segment,
    onEnd: (segment: readonly number[]) => Promise.resolve(void ended.push(segment)),
    isWanted: (segment: readonly number[]) => SEGMENTS.indexOf(segment) < wanted(),
    signal: new AbortController().signal,
  };
  for await (const { segment, pts } of decodeSegments<readonly number[]>(source, decoding)) {
    expect(segment).toContain(pts);
    seen.push(pts);
  }
  return { seen, ended };
}

it('ends every segment after its last frame, also one of which no frame came', async () => {
  const { source } = sourceWithout([10, 40, 60]);
  expect(await decode(source, () => 4)).toEqual({ seen: [0, 20, 30, 50], ended: SEGMENTS });
});

it('finishes what has been begun and stops the decoder where the next segment is not wanted any more', async () => {
  const { source, delivered } = sourceWithout([]);
  let asked = 0;
  // Wanted when the second segment begins, taken away before the third.
  const { seen, ended } = await decode(source, () => (++asked <= 2 ? 4 : 2));
  expect(seen).toEqual([0, 10, 20, 30]);
  expect(ended).toEqual(SEGMENTS.slice(0, 2));
  expect(delivered).toEqual([0, 10, 20, 30, 40]);
});

it('goes on while a segment is being written, and throws what fails there', async () => {
  const { source, delivered } = sourceWithout([]);
  const failing = async (): Promise<void> => {
    const decoding = {
      video: {} as VideoProbe,
      size: { width: 2, height: 2 },
      segments: SEGMENTS,
      ptsOf: (segment: readonly number[]) => segment,
      // Done only when a frame of the next segment has been looked at.
      onEnd: ([first]: readonly number[]) => (first === 0 ? looked.then(() => Promise.reject(new Error('full'))) : ok),
      isWanted: () => true,
      signal: new AbortController().signal,
    };
    for await (const { pts } of decodeSegments<readonly number[]>(source, decoding)) if (pts === 20) resume();
  };
  const ok = Promise.resolve();
  let resume = (): void => {};
  const looked = new Promise<void>((resolve) => {
    resume = resolve;
  });
  await expect(failing()).rejects.toThrow('full');
  expect(delivered).toEqual([0, 10, 20, 30, 40]);
});
