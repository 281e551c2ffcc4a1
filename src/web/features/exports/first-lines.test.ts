import { expect, it } from 'vitest';
import { firstLines } from './first-lines.ts';

const streamOf = (...pieces: readonly string[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
const most = { lines: 3, characters: 5 };

it('reads a short text whole', async () => {
  expect(await firstLines(streamOf('a\r\n', 'b\n'), most)).toEqual({ lines: ['a', 'b'], hasMore: false });
});

it('stops after enough lines, and lets the rest go', async () => {
  let asked = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      asked += 1;
      controller.enqueue(new TextEncoder().encode(`${asked}\n`));
    },
  });
  expect(await firstLines(endless, most)).toEqual({ lines: ['1', '2', '3'], hasMore: true });
  expect(asked).toBeLessThan(10);
});

it('cuts what has no end of line', async () => {
  expect(await firstLines(streamOf('abcdefgh'.repeat(9)), most)).toEqual({ lines: ['abcde…'], hasMore: true });
});
