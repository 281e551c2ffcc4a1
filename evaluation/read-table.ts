import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { UserError } from '../src/errors.ts';

/** A row of a CSV file by column name; cells are trimmed text. */
export type TableRow = Readonly<Record<string, string | undefined>>;

/**
 * Reads a CSV file whose first line names the columns. Short rows are allowed.
 *
 * @param columns names that must be there.
 * @returns null when there is no such file.
 * @throws UserError when the file is no CSV or lacks a column.
 */
export async function readTable(path: string, columns: readonly string[]): Promise<TableRow[] | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  let header: readonly string[] = [];
  try {
    const rows: TableRow[] = parse(text, {
      columns: (names: string[]) => {
        header = names;
        return names;
      },
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    });
    const missing = columns.find((column) => !header.includes(column));
    if (missing === undefined) return rows;
    throw new UserError(
      'eval.no-column',
      `${path} has no column ${missing}. Its first line must name the columns ${columns.join(', ')}.`,
    );
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError('eval.not-csv', `${path} is no readable CSV file. Write it again or leave it out.`, {
      cause: error,
    });
  }
}

/** A cell as a number; null when it is empty, absent or no number. */
export function numberIn(row: TableRow, column: string): number | null {
  const cell = row[column];
  const value = cell === undefined || cell === '' ? Number.NaN : Number(cell);
  return Number.isFinite(value) ? value : null;
}
