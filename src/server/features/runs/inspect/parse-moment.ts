import { UserError } from '../../../../errors.ts';

/**
 * Seconds of `h:mm:ss.s`, `m:ss.s` or `s.s`.
 * @throws UserError `inspect.bad-time`.
 */
export function parseMoment(text: string): number {
  const match = /^(?:(?:(\d+):)?(\d{1,2}):)?(\d+(?:\.\d+)?)$/.exec(text.trim());
  const [hours, minutes, seconds] = [match?.[1], match?.[2], match?.[3]].map((part) => Number(part ?? 0));
  const inClock = match?.[2] === undefined || ((seconds ?? 0) < 60 && (match[1] === undefined || (minutes ?? 0) < 60));
  if (match === null || !inClock) {
    throw new UserError('inspect.bad-time', `"${text}" is no time: write it like 00:01:23.4, 1:23.4 or 83.4.`);
  }
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}
