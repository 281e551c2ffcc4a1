/**
 * Which frame rate frame-based formats speak in, and how exact times become its frames.
 *
 * A video has a constant rate when each of its frames lies nearest to its own place in the grid of a usual rate: then frame n of
 * the video is frame n of the grid, and cuts and spans that begin with a frame lose nothing. Where no grid fits, the rate varies:
 * the grid of the most frequent frame length is taken, times are rounded to it, and the format says by how much at most.
 */
import type { FrameTable } from '../../../pipeline/records.ts';
import { type FrameRate, hasDropFrame, parseTimecode, saysDropFrame, type TimecodeFormat } from './timecode.ts';

/** Where the time code of the first frame is from. */
type StartSource = 'option' | 'file' | 'none';

export interface Timebase extends TimecodeFormat {
  /** Whether the video's frames lie on the grid. */
  readonly isConstant: boolean;
  /** Of the video's first frame, counted from 00:00:00:00. */
  readonly startFrame: number;
  readonly startSource: StartSource;
}

export interface TimebaseRequest {
  readonly frameTable: FrameTable;
  /** Time code of the first frame that the file names; null where it names none. */
  readonly fileTimecode: string | null;
  /** What is asked for instead. */
  readonly startTimecode?: string | undefined;
  readonly dropFrame?: boolean | undefined;
}

const ntsc = (nominal: number): FrameRate => ({ numerator: nominal * 1000, denominator: 1001 });
const whole = (rate: number): FrameRate => ({ numerator: rate, denominator: 1 });

const USUAL_RATES: readonly FrameRate[] = [
  ...[10, 12, 15].map(whole),
  ...[24, 30, 48, 60, 120].flatMap((rate) => [ntsc(rate), whole(rate)]),
  ...[25, 50, 100].map(whole),
  { numerator: 25, denominator: 2 },
];

/**
 * The time code begins where asked, else where the file says, else at 00:00:00:00. At rates that have it, drop frame is used when
 * asked for, else as the time code of the start is written, else it is: then the time code follows the clock.
 *
 * @throws UserError `exports.bad-timecode`.
 */
export function chooseTimebase(request: TimebaseRequest): Timebase {
  const { frameTable, fileTimecode, startTimecode } = request;
  const grid = chooseGrid(frameTable);
  const start = startTimecode ?? fileTimecode;
  const written = start === null ? null : saysDropFrame(start);
  const dropFrame = hasDropFrame(grid.rate) && (request.dropFrame ?? written ?? true);
  const format = { rate: grid.rate, dropFrame };
  if (startTimecode !== undefined) {
    return { ...grid, dropFrame, startFrame: parseTimecode(startTimecode, format), startSource: 'option' };
  }
  const known = fileTimecode === null ? null : parseFileTimecode(fileTimecode, format);
  if (known === null) return { ...grid, dropFrame, startFrame: 0, startSource: 'none' };
  return { ...grid, dropFrame, startFrame: known, startSource: 'file' };
}

/** Files have been seen with time codes of another rate: those say nothing. */
function parseFileTimecode(text: string, format: TimecodeFormat): number | null {
  try {
    return parseTimecode(text, format);
  } catch {
    return null;
  }
}

function chooseGrid(table: FrameTable): Pick<Timebase, 'rate' | 'isConstant'> {
  const average = (table.pts.length - 1) / secondsOf(table, (table.pts.at(-1) ?? 0) - (table.pts[0] ?? 0));
  // One frame, or none, lies on any grid.
  if (!Number.isFinite(average)) return { rate: whole(25), isConstant: true };
  const fitting = USUAL_RATES.filter((rate) => Math.abs(Math.log(perSecond(rate) / average)) < 0.1)
    .map((rate) => ({ rate, off: farthestFromPlace(table, rate) }))
    .sort((a, b) => a.off - b.off)[0];
  if (fitting && fitting.off < 0.5) return { rate: fitting.rate, isConstant: true };
  const usual = 1 / secondsOf(table, mostFrequentStep(table.pts));
  return { rate: nearestRate(usual), isConstant: false };
}

const perSecond = ({ numerator, denominator }: FrameRate): number => numerator / denominator;

const secondsOf = ({ timeBase: { numerator, denominator } }: FrameTable, ticks: number): number =>
  (ticks * numerator) / denominator;

/** How far the worst frame is from its place, in frames. */
function farthestFromPlace(table: FrameTable, rate: FrameRate): number {
  const first = table.pts[0] ?? 0;
  const framesPerTick = (perSecond(rate) * table.timeBase.numerator) / table.timeBase.denominator;
  return table.pts.reduce((worst, ticks, n) => Math.max(worst, Math.abs((ticks - first) * framesPerTick - n)), 0);
}

function mostFrequentStep(pts: FrameTable['pts']): number {
  const counts = new Map<number, number>();
  for (let n = 1; n < pts.length; n++) {
    const step = (pts[n] ?? 0) - (pts[n - 1] ?? 0);
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 1;
}

function nearestRate(framesPerSecond: number): FrameRate {
  const distance = (rate: FrameRate): number => Math.abs(Math.log(perSecond(rate) / framesPerSecond));
  return USUAL_RATES.reduce((best, rate) => (distance(rate) < distance(best) ? rate : best));
}

/** The grid's frame that begins nearest to a time. @param seconds since the video's first frame. */
export const frameNearest = ({ rate }: TimecodeFormat, seconds: number): number =>
  Math.round((seconds * rate.numerator) / rate.denominator);

/** When a frame of the grid begins, in seconds since the video's first frame. */
export const gridSeconds = ({ rate }: TimecodeFormat, frame: number): number =>
  (frame * rate.denominator) / rate.numerator;

/** `29.97`, `25` */
export const rateName = ({ rate }: TimecodeFormat): string => String(Number(perSecond(rate).toFixed(3)));
