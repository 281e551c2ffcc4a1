/**
 * CMX3600 edit decision list: an event per interval, source and record the same, with the person as a comment and as a marker
 * for Avid (`LOC`) and DaVinci Resolve (`|M:`). It lists where somebody is, it is no assembly: events of several people overlap.
 * More than 999 events get longer numbers, which editors of today read.
 */
import { type ExportData, lineOf, provenance } from '../export-data.ts';
import { frameSpans, timebaseNotes } from '../frame-spans.ts';
import { formatTimecode } from '../timecode.ts';

/** What Avid and Resolve call the colours that people get in turn. */
const COLOURS = [
  ['BLUE', 'ResolveColorBlue'],
  ['YELLOW', 'ResolveColorYellow'],
  ['GREEN', 'ResolveColorGreen'],
  ['RED', 'ResolveColorRed'],
  ['CYAN', 'ResolveColorCyan'],
  ['MAGENTA', 'ResolveColorPurple'],
] as const;
const NOBODY = ['WHITE', 'ResolveColorCream'] as const;

export function* edl(data: ExportData): Generator<string> {
  const { timebase, table, title, receipt } = data;
  const found = frameSpans(data);
  yield `TITLE: ${plain(title).slice(0, 60)} SCREEN TIME\n`;
  yield `FCM: ${timebase.dropFrame ? 'DROP FRAME' : 'NON-DROP FRAME'}\n`;
  for (const note of [...provenance(data), ...timebaseNotes(timebase, found)]) yield `* ${note}\n`;
  for (const [index, span] of found.spans.entries()) {
    const number = String(index + 1).padStart(3, '0');
    const [start, end] = [span.start, span.end].map((frame) => formatTimecode(timebase.startFrame + frame, timebase));
    const isNobody = table.rows[span.row]?.subject === 'unattributed';
    const [loc, colour] = (isNobody ? undefined : COLOURS[span.row % COLOURS.length]) ?? NOBODY;
    const name = plain(span.label);
    yield [
      `\n${number}  AX       V     C        ${start} ${end} ${start} ${end}`,
      ` |C:${colour} |M:${name} |D:${span.end - span.start}`,
      `* FROM CLIP NAME: ${plain(receipt.video.file)}`,
      `* LOC: ${start} ${loc.padEnd(7)} ${name}`,
      `* COMMENT: SHOT ${span.receipt.shot}, TRACKS ${span.receipt.tracks.join(' ')}`,
      '',
    ].join('\n');
  }
}

/** A bar would begin another field. */
const plain = (text: string): string => lineOf(text).replaceAll('|', '/');
