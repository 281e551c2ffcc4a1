/** The table as spreadsheets take it from the clipboard. */
import type { Subject } from './subjects.ts';

const HEADER = ['name', 'seconds', 'share', 'first_s', 'last_s', 'shots', 'longest_s', 'confidence'];

/** @param length seconds that the shares are of. */
export function tableTsv(subjects: readonly Subject[], length: number): string {
  const lines = subjects.map(({ name, row }) => [
    plain(name),
    row.seconds.toFixed(3),
    (length > 0 ? row.seconds / length : 0).toFixed(5),
    row.firstSeconds?.toFixed(3) ?? '',
    row.lastSeconds?.toFixed(3) ?? '',
    row.shots,
    row.longestSeconds.toFixed(3),
    row.confidence?.toFixed(2) ?? '',
  ]);
  return [HEADER, ...lines].map((line) => line.join('\t')).join('\n');
}

/** One cell, and no formula: a spreadsheet would run what begins with one of these. */
const plain = (text: string): string => text.replace(/[\t\r\n]+/g, ' ').replace(/^(?=[=+\-@])/, "'");
