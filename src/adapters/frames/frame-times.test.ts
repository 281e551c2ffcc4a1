import { expect, it } from 'vitest';
import { type FrameTime, readFrameTimes } from './frame-times.ts';

async function read(...chunks: string[]): Promise<FrameTime[]> {
  async function* pipe() {
    for (const chunk of chunks) yield await Promise.resolve(new TextEncoder().encode(chunk));
  }
  const times: FrameTime[] = [];
  for await (const time of readFrameTimes(pipe())) times.push(time);
  return times;
}

it('reads lines wherever they are cut, and skips the header', async () => {
  const times = await read('#tb 0: 1/90', '000\n0,  -3, -3', ',  7,  12, 0x1\n0, 3600, 3600, 0, 12, 0x2\n');
  expect(times).toEqual([
    { pts: -3, durationTicks: 7 },
    { pts: 3600, durationTicks: null },
  ]);
});

it('keeps the place of a frame that has no time', async () => {
  expect(await read('0, NOPTS, NOPTS, 1, 12, 0x1\n')).toEqual([{ pts: Number.NaN, durationTicks: 1 }]);
});

it('drops a line that breaks off', async () => {
  expect(await read('0, 1, 1, 1, 12, 0x1\n0, 2')).toEqual([{ pts: 1, durationTicks: 1 }]);
});
