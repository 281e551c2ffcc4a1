/** WebVTT (W3C): a cue per interval, for players and subtitle editors. Times are exact to the millisecond. */
import { type ExportData, labelOf, provenance } from '../export-data.ts';

export function* webvtt(data: ExportData): Generator<string> {
  const notes = [...provenance(data), 'Times are seconds since the first frame, by the time stamps of the video'];
  yield `WEBVTT\n\nNOTE\n${notes.map(escaped).join('\n')}\n`;
  const cues = data.table.rows.flatMap((row) =>
    row.receipts.map(({ startSeconds, endSeconds }) => ({ label: labelOf(row), startSeconds, endSeconds })),
  );
  cues.sort((a, b) => a.startSeconds - b.startSeconds || a.endSeconds - b.endSeconds);
  for (const [index, { label, startSeconds, endSeconds }] of cues.entries()) {
    const name = escaped(label);
    yield `\n${index + 1}\n${clock(startSeconds)} --> ${clock(endSeconds)}\n<v ${name}>${name}</v>\n`;
  }
}

/** Hours have two digits or more. */
function clock(seconds: number): string {
  const all = Math.round(seconds * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(all / 3_600_000), Math.floor(all / 60_000) % 60, Math.floor(all / 1000) % 60];
  return `${two(h)}:${two(m)}:${two(s)}.${String(all % 1000).padStart(3, '0')}`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
