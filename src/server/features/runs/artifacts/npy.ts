/**
 * Matrices of float32 in NumPy's NPY format, version 1.0 (numpy.lib.format): magic, header length, a Python dictionary
 * padded to a multiple of 64 bytes, then the values little-endian, row after row. `numpy.load` reads them.
 */
import { readFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import { UserError } from '../../../../errors.ts';
import { explainReadFailure, writeArtifactWith } from './write-artifact.ts';

/** N×D values, row after row: `data.length === rows · columns`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array;
}

/** Length of magic, version and header together. Fixed, so that the header can be written last, when N is known. */
const headerBytes = 128;
const magic = '\x93NUMPY\x01\x00';

function header(rows: number, columns: number): Buffer {
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const bytes = Buffer.alloc(headerBytes, ' ', 'latin1');
  bytes.write(magic, 0, 'latin1');
  bytes.writeUInt16LE(headerBytes - 10, 8);
  bytes.write(dictionary, 10, 'latin1');
  bytes.write('\n', headerBytes - 1, 'latin1');
  return bytes;
}

function littleEndian(values: Float32Array): Buffer {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return endianness() === 'LE' ? bytes : Buffer.from(bytes).swap32();
}

/**
 * Writes rows of `columns` values each as they come; how many there will be need not be known. Resolves to their number.
 * @throws RangeError when a row has another length; UserError when the file cannot be written.
 */
export async function writeNpy(
  path: string,
  columns: number,
  rows: Iterable<Float32Array> | AsyncIterable<Float32Array>,
): Promise<number> {
  let count = 0;
  await writeArtifactWith(path, async (file) => {
    await file.writeFile(Buffer.alloc(headerBytes));
    for await (const row of rows) {
      if (row.length !== columns) throw new RangeError(`row ${count} has ${row.length} values instead of ${columns}`);
      await file.writeFile(littleEndian(row));
      count++;
    }
    await file.write(header(count, columns), 0, headerBytes, 0);
  });
  return count;
}

/**
 * Reads a matrix of float32 in C order.
 * @throws UserError when the file is missing, of another kind, or cut short.
 */
export async function readNpy(path: string): Promise<Matrix> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw explainReadFailure(path, error);
  });
  const start = bytes.length >= 10 ? 10 + bytes.readUInt16LE(8) : Number.POSITIVE_INFINITY;
  const text = bytes.toString('latin1', 10, Math.min(start, bytes.length));
  const shape = /'descr': '<f4', 'fortran_order': False, 'shape': \((\d+), (\d+)\)/.exec(text);
  const [rows, columns] = [Number(shape?.[1]), Number(shape?.[2])];
  const isWhole = bytes.toString('latin1', 0, 8) === magic && bytes.length === start + rows * columns * 4;
  if (!isWhole) {
    const remedy = 'Run the same analyze command again to make it anew.';
    throw new UserError('artifact.damaged', `${path} is no whole matrix of float32 in NPY format. ${remedy}`);
  }
  // Copied, so that the values are aligned whatever the header's length.
  const values = new Uint8Array(bytes.subarray(start));
  if (endianness() === 'BE') Buffer.from(values.buffer).swap32();
  return { rows, columns, data: new Float32Array(values.buffer) };
}
