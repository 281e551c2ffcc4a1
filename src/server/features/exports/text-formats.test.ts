/// <reference path="./formats/webvtt-parser.d.ts" />
/** Text formats read back, most with readers of others: their sums are those of the table. */
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { WebVTTParser } from 'webvtt-parser';
import { frameEndSeconds, frameStartSeconds } from '../../../pipeline/frame-times.ts';
import type { FrameTable } from '../../../pipeline/records.ts';
import { frameIndex } from '../../../pipeline/units.ts';
import { type ExportData, labelOf } from './export-data.ts';
import { frameSpans } from './frame-spans.ts';
import { exportText, MADE_UP_NAMES, madeUpExport, steadyTable, unevenTable } from './made-up-export.test-support.ts';
import { parseTimecode } from './timecode.ts';

const NTSC = 1000 / 1001;
const VIDEOS: readonly [string, FrameTable, { dropFrame?: boolean }][] = [
  ['23.976', steadyTable(24 * NTSC, 24_000), {}],
  ['24', steadyTable(24, 12_288), {}],
  ['25', steadyTable(25, 12_800), {}],
  ['29.97 drop', steadyTable(30 * NTSC, 90_000), { dropFrame: true }],
  ['29.97 non-drop', steadyTable(30 * NTSC, 1000), { dropFrame: false }],
  ['59.94 drop', steadyTable(60 * NTSC, 60_000), {}],
  ['a variable rate', unevenTable(), {}],
];
/** The reader's own table lacks the semicolons. */
const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
/** Seconds by label, added up. */
type Sums = Map<string, number>;

function add(sums: Sums, label: string, seconds: number): void {
  sums.set(label, (sums.get(label) ?? 0) + seconds);
}
const sumsOf = ({ table }: ExportData): Sums => new Map(table.rows.map((row) => [labelOf(row), row.seconds]));

/** @param perEdge by how much an edge may have been moved. */
function expectSums(found: Sums, data: ExportData, perEdge: number): void {
  expect([...found.keys()].sort()).toEqual([...sumsOf(data).keys()].sort());
  for (const row of data.table.rows) {
    const seconds = found.get(labelOf(row)) ?? Number.NaN;
    expect(Math.abs(seconds - row.seconds)).toBeLessThanOrEqual(2 * row.receipts.length * perEdge + 1e-9);
  }
}

describe.each(VIDEOS)('a video at %s', (_, frameTable, options) => {
  const dataOf = () => madeUpExport(frameTable, options);

  it('has four people and somebody else in its table', async () => {
    const { table } = await dataOf();
    expect(table.rows.map(labelOf).sort()).toEqual([...MADE_UP_NAMES.slice(0, 3), 'Person 4', 'unattributed'].sort());
    expect(table.rows.every(({ seconds }) => seconds > 5)).toBe(true);
  });

  it('reads back from CSV and JSON', async () => {
    const data = await dataOf();
    const table = parse(await exportText('csv', data), { columns: true }) as Record<string, string>[];
    expect(table.map(({ seconds }) => seconds)).toEqual(data.table.rows.map(({ seconds }) => seconds.toFixed(3)));
    const intervals = parse(await exportText('intervals-csv', data), { columns: true }) as Record<string, string>[];
    const sums: Sums = new Map();
    for (const { name = '', start_s, end_s } of intervals) {
      add(sums, name.replace(/^'/, ''), Number(end_s) - Number(start_s));
    }
    expectSums(sums, data, 0.000_000_6);
    const { rows, coAppearance } = JSON.parse(await exportText('json', data)) as {
      rows: unknown;
      coAppearance: { pairs: unknown[] };
    };
    expect(rows).toEqual(data.table.rows);
    expect(coAppearance.pairs).toHaveLength(6);
  });

  it('reads back from WebVTT, exact to the millisecond', async () => {
    const data = await dataOf();
    const { cues, errors } = new WebVTTParser(ENTITIES).parse(await exportText('vtt', data), 'subtitles');
    expect(errors).toEqual([]);
    const sums: Sums = new Map();
    for (const { tree, startTime, endTime } of cues) {
      const [voice] = tree.children;
      add(sums, voice?.children?.[0]?.value ?? '', endTime - startTime);
    }
    expectSums(sums, data, 0.000_501);
  });

  it('reads back from an EDL, to half a frame', async () => {
    const data = await dataOf();
    const text = await exportText('edl', data);
    const { timebase } = data;
    expect(text).toContain(timebase.dropFrame ? 'FCM: DROP FRAME' : 'FCM: NON-DROP FRAME');
    const sums: Sums = new Map();
    const perFrame = timebase.rate.denominator / timebase.rate.numerator;
    const events = text.split(/\n\n/).slice(1);
    expect(events).toHaveLength(frameSpans(data).spans.length);
    for (const event of events) {
      const [, source, start = '', end = '', ...record] =
        /^\d{3} {2}(AX) +V +C +(\S+) (\S+) (\S+) (\S+)$/m.exec(event) ?? [];
      expect([source, ...record]).toEqual(['AX', start, end]);
      const [, name = '', length] = /\|M:(.+) \|D:(\d+)$/m.exec(event) ?? [];
      const frames = parseTimecode(end, timebase) - parseTimecode(start, timebase);
      expect(frames).toBe(Number(length));
      add(sums, name === '=1+1/cmd --> x' ? '=1+1|cmd --> x' : name, frames * perFrame);
    }
    const stated = Number(/by ([\d.]+) ms at most/.exec(text)?.[1]) / 1000;
    expect(stated).toBeLessThanOrEqual(perFrame / 2 + 0.0005);
    expectSums(sums, data, stated + 0.000_001);
  });

  it('reads back from MOT: a box in exactly the frames that begin inside an interval', async () => {
    const data = await dataOf();
    const frames = new Map<number, number[]>();
    for (const line of (await exportText('mot', data)).trimEnd().split('\n')) {
      const [frame = 0, id = 0] = line.split(',').map(Number);
      frames.set(id, [...(frames.get(id) ?? []), frame - 1]);
    }
    const sums: Sums = new Map();
    for (const row of data.table.rows) {
      const id = row.identities[0] ?? -1;
      const expected = Array.from({ length: frameTable.pts.length }, (_, n) => n).flatMap((n) => {
        const start = frameStartSeconds(frameTable, frameIndex(n));
        return row.receipts.some((each) => each.startSeconds <= start && start < each.endSeconds) ? [n] : [];
      });
      expect(frames.get(id)).toEqual(expected);
      const shown = (n: number) =>
        frameEndSeconds(frameTable, frameIndex(n)) - frameStartSeconds(frameTable, frameIndex(n));
      add(
        sums,
        labelOf(row),
        expected.reduce((sum, n) => sum + shown(n), 0),
      );
    }
    expectSums(sums, data, 0.08);
  });
});

describe('other rules', () => {
  it('change all formats alike', async () => {
    const data = await madeUpExport(unevenTable(), { gapToleranceSeconds: 0, fromSeconds: 3, toSeconds: 9.5 });
    const whole = await madeUpExport(unevenTable());
    expect(data.table.rows[0]?.seconds).toBeLessThan((whole.table.rows[0]?.seconds ?? 0) / 2);
    const { cues } = new WebVTTParser(ENTITIES).parse(await exportText('vtt', data), 'subtitles');
    const total = cues.reduce((sum, { startTime, endTime }) => sum + endTime - startTime, 0);
    expect(total).toBeCloseTo(
      data.table.rows.reduce((sum, { seconds }) => sum + seconds, 0),
      2,
    );
    expect(cues.every(({ startTime, endTime }) => startTime >= 3 && endTime <= 9.5)).toBe(true);
  });

  it('that see more than there are boxes for put boxes in between', async () => {
    // Where every face is missed once, a tolerance of nothing leaves a hole in the boxes that half a second bridges.
    const strict = await madeUpExport(unevenTable(), { gapToleranceSeconds: 0 });
    const holes = await exportText('mot', strict);
    const lines = holes.trimEnd().split('\n');
    const wide = {
      ...(await madeUpExport(unevenTable())),
      boxLines: async function* () {
        // As tracks: the id of a made-up track follows from its shot and column.
        yield* lines
          .filter((line) => !line.includes(',-1,'))
          .map((line) => {
            const [frame = '', id = '', ...rest] = line.split(',');
            return [frame, Math.floor((Number(frame) - 1) / 50) * 5 + Number(id), ...rest].join(',');
          });
      },
    };
    const bridged = (await exportText('mot', wide))
      .trimEnd()
      .split('\n')
      .filter((line) => !line.includes(',-1,'));
    const standard = (await exportText('mot', await madeUpExport(unevenTable()))).trimEnd().split('\n');
    expect(bridged.map((line) => line.split(',').slice(0, 2))).toEqual(
      standard.filter((line) => !line.includes(',-1,')).map((line) => line.split(',').slice(0, 2)),
    );
    expect(bridged.length).toBeGreaterThan(lines.filter((line) => !line.includes(',-1,')).length);
  });
});

describe('names', () => {
  it('that a spreadsheet would run stay text', async () => {
    const rows = parse(await exportText('csv', await madeUpExport(unevenTable())), { columns: true }) as {
      name: string;
    }[];
    expect(rows.map(({ name }) => name)).toContain("'=1+1|cmd --> x");
  });

  it('begin no other field or cue', async () => {
    const data = await madeUpExport(unevenTable());
    expect(await exportText('edl', data)).toContain('|M:=1+1/cmd --> x |D:');
    expect(await exportText('vtt', data)).toContain('<v =1+1|cmd --&gt; x>=1+1|cmd --&gt; x</v>');
  });
});
