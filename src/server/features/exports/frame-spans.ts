/** The intervals of a table on the grid of a frame rate. */
import type { ScreenTimeRowShape } from '../../contract/screen-time.ts';
import { type ExportData, labelOf } from './export-data.ts';
import { frameNearest, gridSeconds, rateName, type Timebase } from './timebase.ts';
import { formatTimecode } from './timecode.ts';

export interface FrameSpan {
  /** Place of its row in the table, from 0. */
  readonly row: number;
  readonly label: string;
  readonly receipt: ScreenTimeRowShape['receipts'][number];
  /** Frames of the grid since the video's first frame; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface FrameSpans {
  /** By start, then by row. */
  readonly spans: readonly FrameSpan[];
  /** Intervals so short that they round to nothing. */
  readonly lost: number;
  /** By how much an edge was moved at most, in seconds. */
  readonly largestRounding: number;
}

/** Both edges move to the frame that begins nearest, so that intervals that meet go on meeting. */
export function frameSpans({ table, timebase }: Pick<ExportData, 'table' | 'timebase'>): FrameSpans {
  let lost = 0;
  let largestRounding = 0;
  const spans = table.rows.flatMap((row, index) =>
    row.receipts.flatMap((receipt): FrameSpan[] => {
      const [start, end] = [receipt.startSeconds, receipt.endSeconds].map((seconds) => {
        const frame = frameNearest(timebase, seconds);
        largestRounding = Math.max(largestRounding, Math.abs(gridSeconds(timebase, frame) - seconds));
        return frame;
      }) as [number, number];
      if (end > start) return [{ row: index, label: labelOf(row), receipt, start, end }];
      lost++;
      return [];
    }),
  );
  return { spans: spans.sort((a, b) => a.start - b.start || a.row - b.row || a.end - b.end), lost, largestRounding };
}

/** As few lanes as there are spans at one time: in each, no two overlap. @param spans by start. */
export function lanesOf<Span extends Pick<FrameSpan, 'start' | 'end'>>(spans: readonly Span[]): readonly Span[][] {
  const lanes: Span[][] = [];
  for (const span of spans) {
    const free = lanes.find((lane) => (lane.at(-1)?.end ?? 0) <= span.start);
    if (free) free.push(span);
    else lanes.push([span]);
  }
  return lanes.length === 0 ? [[]] : lanes;
}

/** What frame-based formats say about how they count. */
export function timebaseNotes(timebase: Timebase, { lost, largestRounding }: FrameSpans): string[] {
  const kind = timebase.dropFrame ? ', drop frame' : '';
  const place = timebase.isConstant ? 'the rate of the video' : 'chosen: the rate of the video varies';
  const source = { option: 'as asked for', file: 'as the file says', none: 'the file names none' };
  return [
    `Time base ${rateName(timebase)} frames per second${kind}, ${place}`,
    `First frame at ${formatTimecode(timebase.startFrame, timebase)}, ${source[timebase.startSource]}`,
    `Edges are rounded to the nearest frame, by ${(largestRounding * 1000).toFixed(3)} ms at most`,
    ...(lost === 0 ? [] : [`${lost} intervals shorter than half a frame are left out`]),
  ];
}
