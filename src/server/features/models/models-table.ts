/** How the `models` commands show models: a table to read, or one JSON document. */
import type { ModelState } from '../../../adapters/models/port.ts';

/** Where a command's result goes; gets whole lines with their line ends. */
export type Write = (text: string) => void;

const HEADINGS = ['pack', 'role', 'file', 'size', 'licence', 'state'] as const;

/** One row per model. Columns are aligned by spaces; a licence's note stands below, so that it is not overlooked. */
export function formatModelsTable(states: readonly ModelState[]): string {
  const rows = states.map(({ entry, bytes, state }) => [
    entry.pack,
    entry.role,
    entry.file,
    formatSize(bytes ?? entry.bytes),
    entry.licence.note ? `${entry.licence.name} (*)` : entry.licence.name,
    state,
  ]);
  const table = [[...HEADINGS], ...rows];
  const widths = HEADINGS.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const notes = states
    .filter(({ entry }) => entry.licence.note)
    .map(({ entry }) => `(*) ${entry.file}: ${entry.licence.note}`);
  return `${[...lines, ...new Set(notes)].join('\n')}\n`;
}

/** The same as plain data; `expectedSha256` is what the pack says, `sha256` what is on disk. */
export function toModelsJson(states: readonly ModelState[]): readonly Record<string, unknown>[] {
  return states.map(({ entry, path, state, bytes, sha256 }) => ({
    pack: entry.pack,
    role: entry.role,
    file: entry.file,
    path,
    state,
    bytes: bytes ?? entry.bytes ?? null,
    sha256,
    expectedSha256: entry.sha256,
    licence: entry.licence,
    source: entry.source,
    decoder: entry.decoder,
  }));
}

function formatSize(bytes: number | undefined): string {
  return bytes === undefined ? '?' : `${(bytes / 1e6).toFixed(1)} MB`;
}
