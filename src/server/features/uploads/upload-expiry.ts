/** An upload that nobody goes on with for this long is cancelled. */
const IDLE_MS = 24 * 3600_000;

/** Until when an upload waits that somebody worked on just now. */
export const expiryAfter = (now: Date): Date => new Date(now.getTime() + IDLE_MS);
