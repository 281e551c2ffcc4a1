import { numberIn, readTable } from './read-table.ts';

/**
 * Reads seconds per identity number from a CSV file with a column `identity`. Rows without a number there (such
 * as `unattributed`) or without seconds are passed over; without the column nothing is left.
 *
 * @param column `seconds` in a result, `seconds_face_visible` or `seconds_incl_class2` in a ground truth.
 * @returns null when there is no such file.
 */
export async function readSeconds(path: string, column: string): Promise<Map<number, number> | null> {
  const rows = await readTable(path, ['identity']);
  if (rows === null) return null;
  const seconds = new Map<number, number>();
  for (const row of rows) {
    const identity = numberIn(row, 'identity');
    const value = numberIn(row, column);
    if (identity !== null && Number.isInteger(identity) && value !== null) seconds.set(identity, value);
  }
  return seconds;
}
