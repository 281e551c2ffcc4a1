/** From a measured run and a request to what the formats write. */
import { UserError } from '../../../errors.ts';
import type { ExportOptions } from '../../contract/exports.ts';
import type { MeasuredRun } from '../../results/measure-run.ts';
import { screenTimeTable } from '../../results/screen-time-table.ts';
import type { ExportData } from './export-data.ts';
import { chooseTimebase } from './timebase.ts';

/** What is the same for every request. */
export type RunContent = Pick<
  ExportData,
  'title' | 'runId' | 'receipt' | 'timeline' | 'shots' | 'boxLines' | 'readCrop'
>;

/** @throws UserError `exports.empty-range`, `exports.bad-timecode`. */
export function assembleData(content: RunContent, measured: MeasuredRun, options: ExportOptions): ExportData {
  const table = screenTimeTable(measured, options);
  const range = {
    from: options.fromSeconds ?? 0,
    to: Math.min(options.toSeconds ?? table.videoSeconds, table.videoSeconds),
  };
  if (range.from >= range.to && table.videoSeconds > 0) {
    const message = `The video ends at ${table.videoSeconds.toFixed(3)} s: choose a range that begins before that.`;
    throw new UserError('exports.empty-range', message);
  }
  const timebase = chooseTimebase({
    frameTable: content.timeline.frameTable,
    fileTimecode: content.receipt.video.startTimecode,
    startTimecode: options.startTimecode,
    dropFrame: options.dropFrame,
  });
  return { ...content, table, range, timebase };
}
