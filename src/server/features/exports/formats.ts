/** Every format there is: what it is called, what it is good for, and who writes it. */
import { setImmediate } from 'node:timers/promises';
import type { ExportFormat, FormatName } from '../../contract/exports.ts';
import type { ExportData } from './export-data.ts';

/** In the order in which people are shown them. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
  {
    name: 'csv',
    extension: 'csv',
    contentType: 'text/csv; charset=utf-8',
    title: 'CSV, table',
    purpose: 'The table for a spreadsheet, a row per person; the columns of screentime.csv.',
    made: 'at-once',
  },
  {
    name: 'intervals-csv',
    extension: 'intervals.csv',
    contentType: 'text/csv; charset=utf-8',
    title: 'CSV, intervals',
    purpose: 'A row for each time that somebody is on screen, with shot and tracks.',
    made: 'at-once',
  },
  {
    name: 'json',
    extension: 'json',
    contentType: 'application/json',
    title: 'JSON',
    purpose: 'Everything for programs: table, intervals, co-appearance, shots, hashes.',
    made: 'at-once',
  },
  {
    name: 'xlsx',
    extension: 'xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    title: 'Excel workbook',
    purpose: 'Sheets with the table, intervals, co-appearance, shots, and where the numbers come from.',
    made: 'at-once',
  },
  {
    name: 'pdf',
    extension: 'pdf',
    contentType: 'application/pdf',
    title: 'PDF report',
    purpose: 'A report to read and print: table, bars, timeline, pictures, hashes.',
    made: 'by-job',
  },
  {
    name: 'vtt',
    extension: 'vtt',
    contentType: 'text/vtt; charset=utf-8',
    title: 'WebVTT',
    purpose: 'Names as subtitles, for players and subtitle editors; exact by time stamps.',
    made: 'at-once',
  },
  {
    name: 'edl',
    extension: 'edl',
    contentType: 'text/plain; charset=utf-8',
    title: 'EDL (CMX3600)',
    purpose: 'An event and a marker per interval, for Avid, DaVinci Resolve and Premiere Pro.',
    made: 'at-once',
  },
  {
    name: 'otio',
    extension: 'otio',
    contentType: 'application/json',
    title: 'OpenTimelineIO',
    purpose: 'A track per person, for DaVinci Resolve, Nuke, Blender and tools on OpenTimelineIO.',
    made: 'at-once',
  },
  {
    name: 'fcpxml',
    extension: 'fcpxml',
    contentType: 'application/xml; charset=utf-8',
    title: 'FCPXML',
    purpose: 'A keyword range per interval, for Final Cut Pro and DaVinci Resolve.',
    made: 'at-once',
  },
  {
    name: 'mot',
    extension: 'mot.txt',
    contentType: 'text/plain; charset=utf-8',
    title: 'MOT Challenge',
    purpose: 'The box of every person in every frame, for tracking tools.',
    made: 'at-once',
  },
  {
    name: 'mp4',
    extension: 'mp4',
    contentType: 'video/mp4',
    title: 'Annotated clip',
    purpose: 'A part of the video, up to 15 minutes, with boxes and names burned in.',
    made: 'by-job',
  },
];

export type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

type Writer = (data: ExportData) => Pieces | Promise<Pieces>;

/** Loaded when asked for: what some formats are written with takes long to load. */
const WRITERS: Readonly<Record<Exclude<FormatName, 'mp4'>, Writer>> = {
  csv: async (data) => (await import('./formats/csv.ts')).tableCsv(data),
  'intervals-csv': async (data) => (await import('./formats/csv.ts')).intervalsCsv(data),
  json: async (data) => (await import('./formats/json.ts')).json(data),
  vtt: async (data) => (await import('./formats/webvtt.ts')).webvtt(data),
  edl: async (data) => (await import('./formats/edl.ts')).edl(data),
  xlsx: async (data) => (await import('./formats/xlsx-thread.ts')).xlsx(data),
  pdf: async (data) => (await import('./formats/pdf.ts')).pdf(data),
  otio: async (data) => (await import('./formats/otio.ts')).otio(data),
  fcpxml: async (data) => (await import('./formats/fcpxml.ts')).fcpxml(data),
  mot: async (data) => (await import('./formats/mot.ts')).mot(data),
};

export function formatNamed(name: FormatName): ExportFormat {
  const found = EXPORT_FORMATS.find((each) => each.name === name);
  if (found) return found;
  throw new RangeError(`no format is called ${name}`);
}

/** Milliseconds for which pieces are written before others get their turn. */
const TURN_MS = 10;

/** The content of a file in pieces, without keeping others waiting; a clip is made by `makeClip`. */
export async function* writeExport(
  name: Exclude<FormatName, 'mp4'>,
  data: ExportData,
): AsyncGenerator<string | Uint8Array> {
  let began = performance.now();
  for await (const piece of await WRITERS[name](data)) {
    yield piece;
    if (performance.now() - began < TURN_MS) continue;
    await setImmediate();
    began = performance.now();
  }
}
