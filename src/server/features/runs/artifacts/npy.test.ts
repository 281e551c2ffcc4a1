import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withFolder } from './made-up-run.test-support.ts';
import { readNpy, readNpyRows, readNpyShape, writeNpy } from './npy.ts';

describe('npy', () => {
  it('writes the bytes that NumPy defines', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'm.npy');
      expect(await writeNpy(path, 3, [Float32Array.of(1, -2, 0.5), Float32Array.of(0, 0, 3)])).toBe(2);
      const bytes = await readFile(path);
      expect(bytes.length).toBe(128 + 24);
      expect([...bytes.subarray(0, 10)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]);
      expect(bytes.toString('latin1', 10, 128)).toBe(
        `${"{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }".padEnd(117)}\n`,
      );
      // 1.0 = 00 00 80 3f, −2.0 = 00 00 00 c0 (little-endian IEEE 754).
      expect([...bytes.subarray(128, 136)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
    }));

  it('reads back any matrix, an empty one too', () =>
    fc.assert(
      fc.asyncProperty(
        fc.nat(5),
        fc.integer({ min: 1, max: 6 }),
        fc.float32Array({ minLength: 30, maxLength: 30 }),
        (rows, columns, pool) =>
          withFolder(async (folder) => {
            const path = join(folder, 'm.npy');
            const data = pool.slice(0, rows * columns);
            async function* each() {
              for (let i = 0; i < rows; i++) yield await Promise.resolve(data.subarray(i * columns, (i + 1) * columns));
            }
            await writeNpy(path, columns, each());
            expect(await readNpy(path)).toEqual({ rows, columns, data });
          }),
      ),
      { numRuns: 20 },
    ));

  it('refuses rows of another length, and files that are no whole matrix', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'm.npy');
      await expect(writeNpy(path, 3, [Float32Array.of(1, 2)])).rejects.toThrow(RangeError);
      await expect(readNpy(path)).rejects.toMatchObject({ code: 'artifact.missing' });
      await writeNpy(path, 2, [Float32Array.of(1, 2)]);
      await truncate(path, 132);
      await expect(readNpy(path)).rejects.toMatchObject({ code: 'artifact.damaged' });
      await writeFile(path, 'no matrix');
      await expect(readNpy(path)).rejects.toMatchObject({ code: 'artifact.damaged' });
    }));

  it('gives shape and rows without holding the matrix', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'm.npy');
      const rows = Array.from({ length: 600 }, (_, n) => Float32Array.of(n, n / 3));
      await writeNpy(path, 2, rows);
      expect(await readNpyShape(path)).toEqual({ rows: 600, columns: 2 });
      const found: Float32Array[] = [];
      for await (const row of readNpyRows(path)) found.push(row);
      expect(found).toEqual(rows);
      await truncate(path, 1000);
      await expect(readNpyShape(path)).rejects.toMatchObject({ code: 'artifact.damaged' });
    }));
});
