/** Where a file is downloaded that is made at once, and what a job is asked for. */
import type { ExportOptions } from '../../../server/contract/exports.ts';
import { rangeOf } from '../screen-time/rules.ts';
import type { ExportsView } from './exports-view.ts';

export type AskedOptions = Partial<ExportOptions>;

const TIMECODE = /^\d{2}:\d{2}:\d{2}[:;.]\d{2,3}$/;
export const isTimecode = (text: string): boolean => TIMECODE.test(text);

export function optionsOf(view: ExportsView): AskedOptions {
  const { preset, gap, sightings, timecode, drop } = view;
  return {
    ...(preset !== undefined && { preset }),
    ...(gap !== undefined && { gapToleranceSeconds: gap }),
    ...(sightings !== undefined && { minimumSightings: sightings }),
    ...rangeOf(view),
    ...(timecode !== undefined && isTimecode(timecode) && { startTimecode: timecode }),
    ...(drop !== undefined && { dropFrame: drop === 'yes' }),
  };
}

/** @param base of the API. */
export function exportAddress(
  base: string,
  { runId, format }: { runId: string; format: string },
  options: AskedOptions,
): string {
  const entries = Object.entries(options).map(([name, value]) => [name, String(value)]);
  const query = new URLSearchParams(entries).toString();
  return `${base}/runs/${runId}/exports/${format}${query === '' ? '' : `?${query}`}`;
}
