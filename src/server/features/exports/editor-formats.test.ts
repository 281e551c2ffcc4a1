/** Files for spreadsheets and editing programs read back: their sums are those of the table. */
import { setImmediate } from 'node:timers/promises';
import exceljs from 'exceljs';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { type ExportData, labelOf } from './export-data.ts';
import { exportBytes, exportText, madeUpExport, steadyTable, unevenTable } from './made-up-export.test-support.ts';

const drop = () => madeUpExport(steadyTable(30_000 / 1001, 90_000), { startTimecode: '01:00:00;00' });
const uneven = () => madeUpExport(unevenTable());
const fractionOf = (text: string): number => {
  const [numerator = 0, denominator = 1] = text.replace(/s$/, '').split('/').map(Number);
  return numerator / denominator;
};

/** @param perEdge by how much an edge may have been moved, in seconds. */
function expectSums(found: ReadonlyMap<string, number>, { table }: ExportData, perEdge: number): void {
  for (const row of table.rows) {
    const off = Math.abs((found.get(labelOf(row)) ?? Number.NaN) - row.seconds);
    expect(off).toBeLessThanOrEqual(2 * row.receipts.length * perEdge + 1e-9);
  }
}

describe('a workbook', () => {
  it('has the table in numbers, to the last digit', async () => {
    const data = await uneven();
    const book = new exceljs.Workbook();
    await book.xlsx.load((await exportBytes('xlsx', data)) as unknown as exceljs.Buffer);
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      'Screen time',
      'Intervals',
      'Co-appearance',
      'Shots',
      'Run',
    ]);
    const rowsOf = (name: string) => (book.getWorksheet(name)?.getSheetValues() ?? []).slice(2) as unknown[][];
    expect(rowsOf('Screen time').map(([, name, seconds]) => [name, seconds])).toEqual(
      data.table.rows.map((row) => [labelOf(row), row.seconds]),
    );
    const sums = new Map<string, number>();
    for (const [, name, , , seconds] of rowsOf('Intervals')) {
      sums.set(String(name), (sums.get(String(name)) ?? 0) + Number(seconds));
    }
    expectSums(sums, data, 0);
    expect(rowsOf('Shots')).toHaveLength(12);
    const [first] = rowsOf('Co-appearance');
    expect(first?.[2]).toBe(data.table.rows[0]?.seconds);
    const facts = new Map(rowsOf('Run').map(([, name, value]) => [name, value]));
    expect(facts.get('Video SHA-256')).toBe('ab'.repeat(32));
    expect(facts.get('Model: detector, SHA-256')).toBe('cd'.repeat(32));
    expect(facts.get('Guardrail: tracks per minute')).toContain('warn');
  });

  it('is made while others are answered', async () => {
    const data = await uneven();
    let isMade = false;
    let turns = 0;
    const making = exportBytes('xlsx', data).finally(() => {
      isMade = true;
    });
    for (; !isMade; turns++) await setImmediate();
    expect((await making).length).toBeGreaterThan(1000);
    // Made between two turns of this thread, it would take a few for loading the code.
    expect(turns).toBeGreaterThan(100);
  });

  it('runs no name as a formula', async () => {
    const book = new exceljs.Workbook();
    await book.xlsx.load((await exportBytes('xlsx', await uneven())) as unknown as exceljs.Buffer);
    const cells: exceljs.Cell[] = [];
    book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell))));
    expect(cells.filter(({ value }) => value === '=1+1|cmd --> x').length).toBeGreaterThan(10);
    expect(cells.filter(({ type }) => type === exceljs.ValueType.Formula)).toEqual([]);
  });
});

interface OtioTime {
  readonly rate: number;
  readonly value: number;
}
interface OtioItem {
  readonly OTIO_SCHEMA: string;
  readonly name: string;
  readonly source_range: { readonly start_time: OtioTime; readonly duration: OtioTime };
  readonly markers: readonly unknown[];
  readonly media_references?: { readonly DEFAULT_MEDIA: { readonly target_url: string } };
}
interface Otio {
  readonly OTIO_SCHEMA: string;
  readonly global_start_time: OtioTime;
  readonly tracks: { readonly children: readonly { readonly name: string; readonly children: readonly OtioItem[] }[] };
}

describe('OpenTimelineIO', () => {
  it.each([
    ['29.97 drop', drop],
    ['a variable rate', uneven],
  ])('has each person on a track of their own, at %s', async (_, make) => {
    const data = await make();
    const timeline = JSON.parse(await exportText('otio', data)) as Otio;
    const { rate: fraction, startFrame } = data.timebase;
    const rate = fraction.numerator / fraction.denominator;
    expect(timeline).toMatchObject({ OTIO_SCHEMA: 'Timeline.1', global_start_time: { rate, value: startFrame } });
    const [video, ...people] = timeline.tracks.children;
    expect(video?.children[0]).toMatchObject({ OTIO_SCHEMA: 'Clip.2', name: 'episode & co.mp4' });
    expect(video?.children[0]?.markers).toHaveLength(12);
    const sums = new Map<string, number>();
    for (const { children } of people) {
      let at = 0;
      for (const { OTIO_SCHEMA: kind, name, source_range: range, media_references: media } of children) {
        expect([range.duration.rate, Number.isInteger(range.duration.value)]).toEqual([rate, true]);
        if (kind === 'Clip.2') {
          // A clip stands where in the video it is from.
          expect(range.start_time.value - startFrame).toBe(at);
          expect(media?.DEFAULT_MEDIA.target_url).toBe('episode%20%26%20co.mp4');
          sums.set(name, (sums.get(name) ?? 0) + range.duration.value / rate);
        } else expect(kind).toBe('Gap.1');
        at += range.duration.value;
      }
    }
    expectSums(sums, data, 0.5 / rate);
  });
});

interface Fcpxml {
  readonly fcpxml: {
    readonly version: string;
    readonly resources: { readonly format: Attributes; readonly asset: Attributes };
    readonly library: { readonly event: { readonly project: { readonly sequence: Sequence } } };
  };
}
type Attributes = Readonly<Record<string, string>>;
interface Sequence {
  readonly tcStart: string;
  readonly tcFormat: string;
  readonly spine: { readonly 'asset-clip': Attributes & { marker: Attributes[]; keyword: Attributes[] } };
}

describe('FCPXML', () => {
  it.each([
    ['29.97 drop', drop, '1001/30000s', 'DF'],
    ['a variable rate', uneven, '1/25s', 'NDF'],
  ])('is well-formed, in whole frames, and says what the table says, at %s', async (_, make, frame, code) => {
    const data = await make();
    const text = await exportText('fcpxml', data);
    expect(XMLValidator.validate(text)).toBe(true);
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', parseAttributeValue: false });
    const { fcpxml } = parser.parse(text) as Fcpxml;
    expect(fcpxml).toMatchObject({ version: '1.9', resources: { format: { frameDuration: frame, width: '1024' } } });
    const { sequence } = fcpxml.library.event.project;
    const clip = sequence.spine['asset-clip'];
    const { rate, startFrame } = data.timebase;
    const start = (startFrame * rate.denominator) / rate.numerator;
    expect([sequence.tcFormat, fractionOf(sequence.tcStart)]).toEqual([code, start]);
    expect(clip.marker).toHaveLength(12);
    const sums = new Map<string, number>();
    for (const { value = '', start: from = '', duration = '' } of clip.keyword) {
      const frames = (fractionOf(duration) * rate.numerator) / rate.denominator;
      expect(Math.abs(frames - Math.round(frames))).toBeLessThan(1e-6);
      expect(fractionOf(from)).toBeGreaterThanOrEqual(start);
      const name = value.startsWith('unattributed') ? 'unattributed' : value;
      sums.set(name, (sums.get(name) ?? 0) + fractionOf(duration));
    }
    expectSums(sums, data, rate.denominator / rate.numerator / 2);
  });
});
