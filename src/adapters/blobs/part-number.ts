/** Numbers of parts. */
import { MAX_PARTS } from './port.ts';

/** @throws RangeError outside of 1 to 10,000. */
export function checkPartNumber(partNumber: number): void {
  if (Number.isInteger(partNumber) && partNumber >= 1 && partNumber <= MAX_PARTS) return;
  throw new RangeError(`${partNumber} is no part number: parts are numbered from 1 to ${MAX_PARTS}.`);
}
