/** When something happened, in the time of whoever looks. */

const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };

interface MomentOptions {
  readonly now?: Date;
  /** Absent: the browser's. */
  readonly timeZone?: string;
}

/** `14:03` today, `26 Nov 14:03` this year, `26 Nov 2025` before. @param instant ISO 8601. */
export function formatMoment(instant: string, { now = new Date(), timeZone }: MomentOptions = {}): string {
  const at = new Date(instant);
  const zone = timeZone === undefined ? {} : { timeZone };
  const show = (date: Date, parts: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-GB', { ...parts, ...zone }).format(date);
  const isToday = show(at, { ...DAY, year: 'numeric' }) === show(now, { ...DAY, year: 'numeric' });
  if (isToday) return show(at, TIME);
  const isThisYear = show(at, { year: 'numeric' }) === show(now, { year: 'numeric' });
  return isThisYear ? `${show(at, DAY)} ${show(at, TIME)}` : show(at, { ...DAY, year: 'numeric' });
}

/** With seconds and zone, for who wants to know exactly. @param instant ISO 8601. */
export const formatExactly = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(instant));

/** Seconds between two instants, never negative. */
export const secondsBetween = (from: string, to: string | number): number =>
  Math.max(0, (new Date(to).getTime() - new Date(from).getTime()) / 1000);
