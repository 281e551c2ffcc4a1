/**
 * What every format is written from: one run's intervals by the rules that were asked for, as its table shows them, with what they
 * were measured on. The formats differ in nothing but how they say it.
 */
import type { Shot } from '../../contract/results.ts';
import type { ScreenTimeRowShape, ScreenTimeTable } from '../../contract/screen-time.ts';
import type { Timeline } from '../../results/timeline-json.ts';
import type { RunReceipt } from './run-receipt.ts';
import type { Timebase } from './timebase.ts';

export interface ExportData {
  /** For people: `rhobh-s05e17`. */
  readonly title: string;
  readonly runId: string | null;
  readonly receipt: RunReceipt;
  /** Cut to the range. */
  readonly table: ScreenTimeTable;
  /** In seconds since the first frame. */
  readonly range: { readonly from: number; readonly to: number };
  readonly timeline: Timeline;
  readonly shots: readonly Shot[];
  readonly timebase: Timebase;
  /** The lines of `tracks.mot.txt`. */
  readonly boxLines: () => AsyncIterable<string>;
  /** The best picture of an identity as JPEG; null where there is none. */
  readonly readCrop: (identity: number) => Promise<Uint8Array | null>;
}

/** What of it can be handed to another thread, and is small. */
export type PlainData = Omit<ExportData, 'timeline' | 'boxLines' | 'readCrop'>;

/** A row's name where people read it: `Anna Berg`, `Person 3`, `unattributed`. */
export function labelOf({ subject, name, identities }: ScreenTimeRowShape): string {
  if (subject === 'unattributed') return 'unattributed';
  return lineOf(name ?? '') || `Person ${identities[0] ?? '?'}`;
}

/** On one line, without characters that no format could hold. */
export function lineOf(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\p{Cc}\u2028\u2029\ufffe\uffff]+/gu, ' ')
    .trim();
}

/** One line per fact about where the numbers come from. */
export function provenance({ receipt, runId, table, range }: PlainData): string[] {
  const { name, version, gapToleranceSeconds, minimumSightings } = table.preset;
  return [
    `Made by Screenalytics ${receipt.programVersion}${runId === null ? '' : ` from run ${runId}`}`,
    `Video ${lineOf(receipt.video.file)}, SHA-256 ${receipt.video.sha256}`,
    `Rules ${name}-${version}: gaps up to ${gapToleranceSeconds} s count as seen, ${minimumSightings} or more sightings`,
    `Range ${range.from.toFixed(3)} s to ${range.to.toFixed(3)} s of ${table.videoSeconds.toFixed(3)} s`,
  ];
}
