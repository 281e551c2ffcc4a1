/** How long signed URLs work. */
import type { SignOptions } from './port.ts';

const DEFAULT_SECONDS = 15 * 60;
/** S3 signs for no longer. */
const MAX_SECONDS = 7 * 24 * 3600;

/** @throws RangeError outside of 1 s to 7 days. */
export function expirySeconds({ expiresInSeconds = DEFAULT_SECONDS }: SignOptions = {}): number {
  if (Number.isInteger(expiresInSeconds) && expiresInSeconds >= 1 && expiresInSeconds <= MAX_SECONDS) {
    return expiresInSeconds;
  }
  throw new RangeError(`A signed URL works for 1 to ${MAX_SECONDS} whole seconds, not ${expiresInSeconds}.`);
}
