/** Files to take away: all of them say what the table says. */
import { z } from 'zod';
import { instant, uuid } from './ids.ts';
import { screenTimeOptions } from './screen-time.ts';

export const formatName = z.enum([
  'csv',
  'intervals-csv',
  'json',
  'xlsx',
  'pdf',
  'vtt',
  'edl',
  'otio',
  'fcpxml',
  'mot',
  'mp4',
]);
export type FormatName = z.infer<typeof formatName>;

export const exportFormat = z
  .object({
    name: formatName,
    /** Of the file, without the dot before it: `intervals.csv`. */
    extension: z.string(),
    contentType: z.string(),
    title: z.string(),
    /** What it is good for, in a sentence. */
    purpose: z.string(),
    /** `at-once`: a download. `by-job`: asked for, waited for, then fetched. */
    made: z.enum(['at-once', 'by-job']),
  })
  .meta({ id: 'ExportFormat' });
export type ExportFormat = z.infer<typeof exportFormat>;

/** What a file is to say. */
export const exportOptions = screenTimeOptions.extend({
  /** Time code of the video's first frame: `01:00:00:00`. Absent: as the file says, else 00:00:00:00. */
  startTimecode: z
    .string()
    .regex(/^\d{2}:\d{2}:\d{2}[:;.]\d{2,3}$/, 'Write it like 01:00:00:00.')
    .optional(),
  /** At 29.97 and 59.94 frames a second. Absent: as the start time code is written, else true. */
  dropFrame: z.boolean().optional(),
});
export type ExportOptions = z.infer<typeof exportOptions>;

const RANGE = { path: ['toSeconds'], message: 'The range ends before it begins.' };
const isInOrder = ({ fromSeconds = 0, toSeconds = Number.MAX_VALUE }: Partial<ExportOptions>): boolean =>
  toSeconds > fromSeconds;

export const exportRequest = exportOptions.extend({ runId: uuid, format: formatName }).refine(isInOrder, RANGE);
export type ExportRequest = z.infer<typeof exportRequest>;

/** A file that a job makes, or has made. */
export const exportFile = z
  .object({
    id: uuid,
    runId: uuid,
    format: formatName,
    options: exportOptions,
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    /** What it waits for, or why there is no file and what to do; null while it runs and when it is done. */
    reason: z.string().nullable(),
    /** 0 to 1, as last heard of; null where nothing was. */
    progress: z.number().nullable(),
    fileName: z.string(),
    bytes: z.int().nullable(),
    sha256: z.string().nullable(),
    /** Where the file is fetched, for an hour from now; null until it is done. */
    url: z.string().nullable(),
    requestedBy: z.string(),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'ExportFile' });
export type ExportFile = z.infer<typeof exportFile>;
