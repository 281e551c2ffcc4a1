/** Rows of a stored matrix of embeddings, changed in place. */
import { UserError } from '../../../errors.ts';

export interface MatrixRows {
  readonly rows: number;
  readonly columns: number;
  /** A copy. @throws RangeError for a row that it does not have. */
  read(row: number): Float32Array;
  write(row: number, values: Float32Array): void;
}

const FLOAT_BYTES = 4;

/**
 * @param bytes a file in NPY format as results have it; changed by `write`.
 * @throws UserError `artifact.damaged`; `place` is the key to name.
 */
export function openMatrix(bytes: Buffer, place: string): MatrixRows {
  const start = bytes.length >= 10 ? 10 + bytes.readUInt16LE(8) : Number.POSITIVE_INFINITY;
  const header = bytes.toString('latin1', 10, Math.min(start, bytes.length));
  const shape = /'descr': '<f4', 'fortran_order': False, 'shape': \((\d+), (\d+)\)/.exec(header);
  const [rows, columns] = [Number(shape?.[1]), Number(shape?.[2])];
  if (bytes.length !== start + rows * columns * FLOAT_BYTES) {
    throw new UserError('artifact.damaged', `${place} is no whole matrix of float32: delete its run, then try again.`);
  }
  const placeOf = (row: number): number => {
    if (!(row >= 0 && row < rows)) throw new RangeError(`There is no row ${row} among ${rows}.`);
    return start + row * columns * FLOAT_BYTES;
  };
  return {
    rows,
    columns,
    read(row) {
      const from = placeOf(row);
      return Float32Array.from({ length: columns }, (_, at) => bytes.readFloatLE(from + at * FLOAT_BYTES));
    },
    write(row, values) {
      const from = placeOf(row);
      for (const [at, value] of values.entries()) bytes.writeFloatLE(value, from + at * FLOAT_BYTES);
    },
  };
}
