/** Where a file is downloaded that is made at once, and what a job is asked for. */
import type { ExportOptions } from '../../../server/contract/exports.ts';
import { rangeOf } from '../screen-time/rules.ts';
import type { RulesView } from '../screen-time/screen-time-view.ts';
import type { ExportsView } from './exports-view.ts';

interface Preset {
  readonly name: string;
  readonly gapToleranceSeconds: number;
  readonly minimumSightings: number;
  readonly isDefault: boolean;
}

export type AskedOptions = Partial<Omit<ExportOptions, 'preset'>>;

const TIMECODE = /^\d{2}:\d{2}:\d{2}[:;.]\d{2,3}$/;
export const isTimecode = (text: string): boolean => TIMECODE.test(text);

/** Rules are given by their numbers: the files are the same, whatever names a server knows. */
export function optionsOf(view: ExportsView, presets: readonly Preset[]): AskedOptions {
  const numbers = numbersOf(view, presets);
  const { timecode, drop } = view;
  return {
    ...numbers,
    ...rangeOf(view),
    ...(timecode !== undefined && isTimecode(timecode) && { startTimecode: timecode }),
    ...(drop !== undefined && { dropFrame: drop === 'yes' }),
  };
}

function numbersOf({ preset, gap, sightings }: RulesView, presets: readonly Preset[]): AskedOptions {
  const chosen = presets.find(({ name, isDefault }) => name === preset && !isDefault);
  const gapToleranceSeconds = gap ?? chosen?.gapToleranceSeconds;
  const minimumSightings = sightings ?? chosen?.minimumSightings;
  return {
    ...(gapToleranceSeconds !== undefined && { gapToleranceSeconds }),
    ...(minimumSightings !== undefined && { minimumSightings }),
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
