/** Times as people read them. All take seconds. */

const two = (value: number): string => String(value).padStart(2, '0');

/** `1:02:03`, `4:05`, and with a digit after the point `4:05.2`. Cut off, never rounded up: a clock shows 0:59.9, then 1:00.0. */
export function formatClock(seconds: number, digits = 0): string {
  const factor = 10 ** digits;
  // What is a whisker below a tenth by binary arithmetic is that tenth.
  const units = Math.floor(Math.max(0, seconds) * factor + 1e-6);
  const whole = Math.floor(units / factor);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = digits > 0 ? `.${String(units % factor).padStart(digits, '0')}` : '';
  const tail = `${two(whole % 60)}${rest}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`;
}

/** Rounded to tenths, as tables show it: `1:02:03.4`. */
export const formatSeconds = (seconds: number): string => formatClock(Math.round(seconds * 10) / 10, 1);

/** How long still: `about 2 min`, `12 s`. */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
