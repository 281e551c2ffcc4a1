/**
 * Lays out rows of cells as lines of text: the first column flush left, the others flush right, two spaces between,
 * each column as wide as its longest cell. Short rows are filled with empty cells.
 */
export function alignTable(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, c) => Math.max(...rows.map((row) => [...(row[c] ?? '')].length)));
  const pad = (cell: string, column: number) => {
    const space = ' '.repeat((widths[column] ?? 0) - [...cell].length);
    return column === 0 ? cell + space : space + cell;
  };
  return rows
    .map((row) =>
      widths
        .map((_, c) => pad(row[c] ?? '', c))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
