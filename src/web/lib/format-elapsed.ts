import { formatClock } from './format-time.ts';

/** How long something took, in seconds: `0.06 s`, `14.9 s`, from a minute on `1:20`. */
export function formatElapsed(seconds: number): string {
  if (seconds >= 59.95) return formatClock(Math.round(seconds));
  return `${seconds.toFixed(seconds < 0.995 ? 2 : 1)} s`;
}
