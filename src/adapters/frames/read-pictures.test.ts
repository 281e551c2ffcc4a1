import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPictures } from './read-pictures.ts';

it('cuts a stream at the size of a picture wherever its pieces end, and drops the rest', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 9 })),
      fc.integer({ min: 1, max: 12 }),
      fc.boolean(),
      async (pieces, size, reuse) => {
        const bytes = pieces.flatMap((piece) => [...piece]);
        const pictures: number[][] = [];
        for await (const picture of readPictures(stream(pieces), { size, reuse })) pictures.push([...picture]);
        expect(pictures.flat()).toEqual(bytes.slice(0, Math.floor(bytes.length / size) * size));
        expect(pictures.every((picture) => picture.length === size)).toBe(true);
      },
    ),
  );
});

it('reads no further than the picture that was asked for', async () => {
  let read = 0;
  async function* source() {
    for (; read < 10; read += 1) yield await Promise.resolve(Uint8Array.of(read, read));
  }
  const pictures = readPictures(source(), { size: 4, reuse: false });
  expect((await pictures.next()).value).toEqual(Uint8Array.of(0, 0, 1, 1));
  expect(read).toBe(1);
});

it('gives every picture memory of its own, or all the same', async () => {
  const memories = async (reuse: boolean) => {
    const seen = new Set<ArrayBufferLike>();
    for await (const { buffer } of readPictures(stream([new Uint8Array(12)]), { size: 4, reuse })) seen.add(buffer);
    return seen.size;
  };
  expect([await memories(false), await memories(true)]).toEqual([3, 1]);
});

async function* stream(pieces: readonly Uint8Array[]) {
  for (const piece of pieces) yield await Promise.resolve(piece);
}
