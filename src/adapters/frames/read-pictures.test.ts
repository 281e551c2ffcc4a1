import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPictures } from './read-pictures.ts';

it('cuts a stream at the size of a picture wherever its pieces end, and drops the rest', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 9 })),
      fc.integer({ min: 1, max: 12 }),
      async (pieces, size) => {
        const bytes = pieces.flatMap((piece) => [...piece]);
        const pictures: number[][] = [];
        for await (const picture of readPictures(stream(pieces), size)) pictures.push([...picture]);
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
  const pictures = readPictures(source(), 4);
  expect((await pictures.next()).value).toEqual(Uint8Array.of(0, 0, 1, 1));
  expect(read).toBe(1);
});

async function* stream(pieces: readonly Uint8Array[]) {
  for (const piece of pieces) yield await Promise.resolve(piece);
}
