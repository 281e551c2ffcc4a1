/**
 * Matrices of float32 in NumPy's NPY format, version 1.0 (numpy.lib.format): magic, header length, a Python dictionary
 * padded to a multiple of 64 bytes, then the values little-endian, row after row. `numpy.load` reads them.
 */
import { type FileHandle, open, readFile } from 'node:fs/promises';
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

/** Rows and columns that a header tells of; NaN where it tells of no matrix of float32 in C order. */
function shapeOf(bytes: Buffer): { readonly start: number; readonly rows: number; readonly columns: number } {
  const start = bytes.length >= 10 ? 10 + bytes.readUInt16LE(8) : Number.POSITIVE_INFINITY;
  const text = bytes.toString('latin1', 10, Math.min(start, bytes.length));
  const isNpy = bytes.toString('latin1', 0, 8) === magic;
  const shape = isNpy ? /'descr': '<f4', 'fortran_order': False, 'shape': \((\d+), (\d+)\)/.exec(text) : null;
  return { start, rows: Number(shape?.[1]), columns: Number(shape?.[2]) };
}

function damaged(path: string): UserError {
  const remedy = 'Run the same analyze command again to make it anew.';
  return new UserError('artifact.damaged', `${path} is no whole matrix of float32 in NPY format. ${remedy}`);
}

/**
 * Reads a matrix of float32 in C order.
 * @throws UserError when the file is missing, of another kind, or cut short.
 */
export async function readNpy(path: string): Promise<Matrix> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw explainReadFailure(path, error);
  });
  const { start, rows, columns } = shapeOf(bytes);
  if (bytes.length !== start + rows * columns * 4) throw damaged(path);
  return { rows, columns, data: floatsOf(bytes.subarray(start)) };
}

/** Copied, so that the values are aligned whatever the header's length. */
function floatsOf(bytes: Buffer): Float32Array {
  const values = new Uint8Array(bytes);
  if (endianness() === 'BE') Buffer.from(values.buffer).swap32();
  return new Float32Array(values.buffer);
}

async function withNpy<Result>(path: string, use: (file: FileHandle, bytes: number) => Promise<Result>) {
  const file = await open(path).catch((error: unknown) => {
    throw explainReadFailure(path, error);
  });
  try {
    return await use(file, (await file.stat()).size);
  } finally {
    await file.close();
  }
}

/** Rows and columns of a matrix that {@link writeNpy} wrote. @throws UserError as {@link readNpy}. */
export function readNpyShape(path: string): Promise<Pick<Matrix, 'rows' | 'columns'>> {
  return withNpy(path, async (file, bytes) => {
    const header = Buffer.alloc(headerBytes);
    const { bytesRead } = await file.read(header, 0, headerBytes, 0);
    const { start, rows, columns } = shapeOf(header.subarray(0, bytesRead));
    if (start !== headerBytes || bytes !== start + rows * columns * 4) throw damaged(path);
    return { rows, columns };
  });
}

/** So many rows are read at a time. */
const ROWS_AT_ONCE = 256;

/** The rows of a matrix, read piece by piece. @throws UserError as {@link readNpy}. */
export async function* readNpyRows(path: string): AsyncGenerator<Float32Array> {
  const { rows, columns } = await readNpyShape(path);
  for (let row = 0; row < rows; row += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, rows - row);
    const piece = await withNpy(path, async (file) => {
      const bytes = Buffer.alloc(count * columns * 4);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, headerBytes + row * columns * 4);
      if (bytesRead !== bytes.length) throw damaged(path);
      return floatsOf(bytes);
    });
    for (let each = 0; each < count; each++) yield piece.subarray(each * columns, (each + 1) * columns);
  }
}
