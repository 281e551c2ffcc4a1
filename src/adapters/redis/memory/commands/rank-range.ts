import type { Bytes } from '../bytes.ts';
import { parseInteger } from '../numbers.ts';

/**
 * Reads a first and a last index, both included, negative ones from the end.
 *
 * @returns [from, to) for `slice` of something of that length.
 * @throws ReplyError when they are no integers.
 */
export function rankRange(first: Bytes, last: Bytes): (length: number) => [from: number, to: number] {
  const [start, end] = [parseInteger(first), parseInteger(last)];
  return (length) => {
    const at = (index: number) => (index < 0 ? length + index : index);
    const from = Math.max(0, at(start));
    return [from, Math.max(from, at(end) + 1)];
  };
}
