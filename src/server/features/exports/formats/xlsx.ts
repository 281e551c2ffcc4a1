/**
 * A workbook with the sheets Screen time, Intervals, Co-appearance, Shots and Run. Numbers are numbers. Names are text cells, which
 * a spreadsheet never runs as a formula.
 */
import writeXlsxFile, { type Cell, type Row } from 'write-excel-file/node';
import { coAppearance } from '../../../results/screen-time-table.ts';
import { labelOf, lineOf, type PlainData } from '../export-data.ts';
import { frameSpans, timebaseNotes } from '../frame-spans.ts';

/** As much as a cell holds. */
const MOST_CHARACTERS = 32_767;

const text = (value: string): Cell => ({ value: lineOf(value).slice(0, MOST_CHARACTERS), type: String });
const whole = (value: number): Cell => ({ value, type: Number, format: '0' });
const seconds = (value: number | null): Cell => (value === null ? null : { value, type: Number, format: '0.000' });
const share = (value: number | null): Cell => (value === null ? null : { value, type: Number, format: '0.0%' });
/** Excel counts time in days. */
const clock = (value: number): Cell => ({ value: value / 86_400, type: Number, format: '[h]:mm:ss.000' });
const heading = (...names: string[]): Row =>
  names.map((value) => ({ value, type: String, fontWeight: 'bold', backgroundColor: '#e8edf3' }));

interface Page {
  readonly sheet: string;
  readonly widths: readonly number[];
  readonly rows: Row[];
}

/** Computes for seconds where there are thousands of intervals: `formats/xlsx-thread.ts` calls it aside. */
export async function workbook(data: PlainData): Promise<Uint8Array<ArrayBuffer>> {
  const pages = [screenTime(data), intervals(data), together(data), shots(data), run(data)];
  const book = writeXlsxFile(
    pages.map(({ sheet, widths, rows }) => ({
      sheet,
      data: rows,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: 1,
    })),
    { fontFamily: 'Calibri', fontSize: 11 },
  );
  return Uint8Array.from(await book.toBuffer());
}

function screenTime({ table: { rows, videoSeconds } }: PlainData): Page {
  const header = heading(
    ...['Name', 'Seconds', 'Time', 'Share of video', 'First (s)', 'Last (s)', 'Longest (s)', 'Shots', 'Tracks'],
    ...['Confidence', 'Identities'],
  );
  return {
    sheet: 'Screen time',
    widths: [28, 11, 13, 14, 11, 11, 11, 8, 8, 11, 11],
    rows: [
      header,
      ...rows.map((row) => [
        text(labelOf(row)),
        seconds(row.seconds),
        clock(row.seconds),
        share(videoSeconds === 0 ? null : row.seconds / videoSeconds),
        ...[row.firstSeconds, row.lastSeconds, row.longestSeconds].map(seconds),
        whole(row.shots),
        whole(row.tracks),
        share(row.confidence),
        text(row.identities.join(' ')),
      ]),
    ],
  };
}

function intervals({ table }: PlainData): Page {
  const rows = table.rows.flatMap((row) =>
    row.receipts.map(({ startSeconds, endSeconds, shot, tracks }) => [
      text(labelOf(row)),
      ...[startSeconds, endSeconds, endSeconds - startSeconds].map(seconds),
      clock(startSeconds),
      whole(shot),
      text(tracks.join(' ')),
    ]),
  );
  const header = heading('Name', 'Start (s)', 'End (s)', 'Seconds', 'Start', 'Shot', 'Tracks');
  return { sheet: 'Intervals', widths: [28, 11, 11, 11, 13, 8, 14], rows: [header, ...rows] };
}

/** Both halves are filled, and on the diagonal stands each one's own time. */
function together({ table }: PlainData): Page {
  const { subjects, pairs } = coAppearance(table);
  const shared = new Map(
    pairs.flatMap(({ a, b, seconds: value }) => [
      [`${a} ${b}`, value],
      [`${b} ${a}`, value],
    ]),
  );
  const names = table.rows.slice(0, subjects.length).map(labelOf);
  const rows = names.map((name, a) => [
    text(name),
    ...names.map((_, b) => seconds(a === b ? (subjects[a]?.seconds ?? 0) : (shared.get(`${a} ${b}`) ?? 0))),
  ]);
  return {
    sheet: 'Co-appearance',
    widths: [28, ...names.map(() => 14)],
    rows: [heading('Seconds together', ...names.map(lineOf)), ...rows],
  };
}

function shots({ shots: all }: PlainData): Page {
  const rows = all.map((shot) => [
    whole(shot.number),
    ...[shot.startSeconds, shot.endSeconds, shot.endSeconds - shot.startSeconds].map(seconds),
    whole(shot.startFrame + 1),
    whole(shot.endFrame + 1),
    text(shot.transition),
  ]);
  const header = heading('Shot', 'Start (s)', 'End (s)', 'Seconds', 'First frame', 'Last frame', 'Begins with');
  return { sheet: 'Shots', widths: [8, 11, 11, 11, 12, 12, 13], rows: [header, ...rows] };
}

function run(data: PlainData): Page {
  const { receipt, table, runId, range, title, timebase } = data;
  const { preset } = table;
  const facts: [string, Cell][] = [
    ['Title', text(title)],
    ['Run', text(runId ?? 'a result folder')],
    ['Program version', text(receipt.programVersion)],
    ['Video', text(receipt.video.file)],
    ['Video SHA-256', text(receipt.video.sha256)],
    ['Video (s)', seconds(table.videoSeconds)],
    ['Range from (s)', seconds(range.from)],
    ['Range to (s)', seconds(range.to)],
    ['Rules', text(`${preset.name}-${preset.version}`)],
    ['Gap tolerance (s)', seconds(preset.gapToleranceSeconds)],
    ['Fewest sightings', whole(preset.minimumSightings)],
    ['Some face is visible (s)', seconds(table.faceVisibleSeconds)],
    ['Profile', text(receipt.profile)],
    ...timebaseNotes(timebase, frameSpans(data)).map((note): [string, Cell] => ['Frames', text(note)]),
    ...Object.entries(receipt.models).flatMap(([role, model]): [string, Cell][] => [
      [`Model: ${role}`, text(`${model.file}, ${model.licence}`)],
      [`Model: ${role}, SHA-256`, text(model.sha256)],
    ]),
    ...Object.entries(receipt.counts).map(([name, count]): [string, Cell] => [`Count: ${name}`, whole(count)]),
    ...receipt.guardrails.map(({ label, value, status, remedy }): [string, Cell] => [
      `Guardrail: ${label}`,
      text([value === null ? '–' : Number(value.toFixed(4)), status, remedy ?? ''].join(' ').trim()),
    ]),
    ...receipt.warnings.map(({ message, remedy }): [string, Cell] => ['Warning', text(`${message} ${remedy}`)]),
    ['Settings', text(JSON.stringify(receipt.config))],
  ];
  const rows = facts.map(([name, value]): Row => [text(name), value]);
  return { sheet: 'Run', widths: [32, 90], rows: [heading('Fact', 'Value'), ...rows] };
}
