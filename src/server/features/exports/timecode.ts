/**
 * SMPTE time code (ST 12-1): frames counted from 00:00:00:00 as `hh:mm:ss:ff`, and back.
 *
 * At 29.97 frames a second and its multiples a label per frame runs 3.6 s late per hour. Drop-frame time code leaves out labels,
 * never frames: at 29.97 the labels 00 and 01 at the start of each minute but every tenth, at 59.94 the labels 00 to 03. It is
 * written with a semicolon before the frames.
 */
import { UserError } from '../../../errors.ts';

/** Frames per second, as a fraction: 30000/1001. */
export interface FrameRate {
  readonly numerator: number;
  readonly denominator: number;
}

export interface TimecodeFormat {
  readonly rate: FrameRate;
  /** Only where {@link hasDropFrame}. */
  readonly dropFrame: boolean;
}

/** Labels per second: 30 at 29.97. */
export const nominalRate = ({ numerator, denominator }: FrameRate): number => Math.round(numerator / denominator);

/** Whether there is drop-frame time code at this rate: at 29.97, 59.94 and 119.88. */
export function hasDropFrame(rate: FrameRate): boolean {
  const nominal = nominalRate(rate);
  return nominal % 30 === 0 && rate.numerator * 1001 === nominal * 1000 * rate.denominator;
}

/** Labels left out at the start of a minute; 0 without drop frame. */
const droppedPerMinute = ({ rate, dropFrame }: TimecodeFormat): number => (dropFrame ? nominalRate(rate) / 15 : 0);

function framesPer(minutes: 1 | 10, format: TimecodeFormat): number {
  const perMinute = nominalRate(format.rate) * 60;
  return minutes === 1 ? perMinute - droppedPerMinute(format) : 10 * perMinute - 9 * droppedPerMinute(format);
}

/** Frames until the time code begins again. */
export const framesPerDay = (format: TimecodeFormat): number => 24 * 6 * framesPer(10, format);

/** @param frame counted from 00:00:00:00; after 24 hours it begins again. */
export function formatTimecode(frame: number, format: TimecodeFormat): string {
  const day = framesPerDay(format);
  const inDay = ((frame % day) + day) % day;
  const dropped = droppedPerMinute(format);
  const tens = Math.floor(inDay / framesPer(10, format));
  const rest = inDay % framesPer(10, format);
  // The first minute of ten has all its labels.
  const minutes = Math.max(0, Math.floor((rest - dropped) / framesPer(1, format)));
  const label = inDay + dropped * (9 * tens + minutes);
  const nominal = nominalRate(format.rate);
  const two = (value: number): string => String(value).padStart(2, '0');
  const all = Math.floor(label / nominal);
  const clock = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60].map(two).join(':');
  const frames = String(label % nominal).padStart(nominal > 100 ? 3 : 2, '0');
  return `${clock}${format.dropFrame ? ';' : ':'}${frames}`;
}

/** `01:00:00:00`; a semicolon, or a full stop, before the frames says drop frame. */
const TIMECODE = /^(\d{2}):(\d{2}):(\d{2})([:;.])(\d{2,3})$/;

/** Whether a time code is written as drop-frame; null when the text is none. */
export function saysDropFrame(text: string): boolean | null {
  const separator = TIMECODE.exec(text.trim())?.[4];
  return separator === undefined ? null : separator !== ':';
}

/**
 * Frames from 00:00:00:00. How the frames are set off is not looked at: the format says whether labels are left out.
 * @throws UserError `exports.bad-timecode` for a text that is none, and for a label that is left out.
 */
export function parseTimecode(text: string, format: TimecodeFormat): number {
  const [, hours, minutes, seconds, , frames] = TIMECODE.exec(text.trim()) ?? [];
  if (frames === undefined) throw badTimecode(text, 'it is written like 01:00:00:00, with ; before drop-frame frames');
  const [h, m, s, f] = [Number(hours), Number(minutes), Number(seconds), Number(frames)];
  const nominal = nominalRate(format.rate);
  if (h > 23 || m > 59 || s > 59) throw badTimecode(text, 'a day has 24 hours of 60 minutes of 60 seconds');
  if (f >= nominal) throw badTimecode(text, `at this rate frames go from 0 to ${nominal - 1}`);
  const dropped = droppedPerMinute(format);
  if (s === 0 && f < dropped && m % 10 !== 0) {
    throw badTimecode(text, `drop-frame time code has no such label; the next is frame ${dropped}`);
  }
  const allMinutes = h * 60 + m;
  return (allMinutes * 60 + s) * nominal + f - dropped * (allMinutes - Math.floor(allMinutes / 10));
}

function badTimecode(text: string, why: string): UserError {
  return new UserError('exports.bad-timecode', `"${text}" is no time code here: ${why}.`);
}
