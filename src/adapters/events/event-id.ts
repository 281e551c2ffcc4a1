/** Ids of events: those of Redis streams, `milliseconds-sequence`. */

/** Before every event. */
export const FIRST_ID = '0-0';

interface EventId {
  readonly milliseconds: number;
  readonly sequence: number;
}

/** Null for what is no id: it may come from a client. */
export function parseEventId(text: string): EventId | null {
  const [, milliseconds, sequence] = /^(\d{1,15})-(\d{1,15})$/.exec(text) ?? [];
  if (milliseconds === undefined || sequence === undefined) return null;
  return { milliseconds: Number(milliseconds), sequence: Number(sequence) };
}

/** Whether `a` comes after `b`; what is no id comes first. */
export function isAfter(a: string, b: string): boolean {
  const [left, right] = [parseEventId(a), parseEventId(b)];
  if (!left) return false;
  if (!right || left.milliseconds !== right.milliseconds) return left.milliseconds > (right?.milliseconds ?? -1);
  return left.sequence > right.sequence;
}
