/** Lists of names and times that somebody counted by hand, as they come from a spreadsheet or a notebook. */
import { parseTime } from './parse-time.ts';

export interface ManualCount {
  readonly name: string;
  readonly seconds: number;
}

export interface ManualCounts {
  /** In the order of the list; a name that comes again has its times added. */
  readonly counts: readonly ManualCount[];
  /** Lines without a name or a time, from 1. */
  readonly unread: readonly { readonly line: number; readonly text: string }[];
}

/** `Name, mm:ss` per line, also with tabs or semicolons, quotes, further columns; a first line without a time is a heading. */
export function parseManualCounts(text: string): ManualCounts {
  const seconds = new Map<string, ManualCount>();
  const unread: { line: number; text: string }[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const found = readLine(line);
    if (found) {
      const key = found.name.toLowerCase();
      const before = seconds.get(key);
      seconds.set(key, before ? { ...before, seconds: before.seconds + found.seconds } : found);
    } else if (index > 0) {
      unread.push({ line: index + 1, text: line.trim() });
    }
  }
  return { counts: [...seconds.values()], unread };
}

function readLine(line: string): ManualCount | null {
  const delimiter = ['\t', ';', ','].find((each) => line.includes(each));
  const cells = delimiter === undefined ? [] : split(line, delimiter);
  // The first time after the name: whatever stands behind it is a remark.
  const place = cells.findIndex((cell, index) => index > 0 && parseTime(cell) !== null);
  if (place > 0) {
    const name = cells.slice(0, place).filter(Boolean).join(', ');
    return name === '' ? null : { name, seconds: parseTime(cells[place]!)! };
  }
  const spaced = /^(.*?\p{L}.*?)[\s:–-]+([\d:.,]+)\s*s?$/u.exec(line.trim());
  const time = spaced && parseTime(spaced[2]!);
  return time === null || !spaced ? null : { name: unquoted(spaced[1]!), seconds: time };
}

/** At the delimiter, where it does not stand in quotes. */
function split(line: string, delimiter: string): readonly string[] {
  const cells = [''];
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    if (character === delimiter && !isQuoted) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells.map(unquoted);
}

const unquoted = (cell: string): string =>
  cell
    .trim()
    .replace(/^["'“„](.*)["'”“]$/u, '$1')
    .replaceAll('""', '"')
    .trim();
