/** How long a new key shall work. */
export const EXPIRIES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: 'never', label: 'Until it is revoked' },
];

const DAY_MS = 86_400_000;

/** ISO 8601; undefined: it does not end. @param choice a value of {@link EXPIRIES}. */
export function expiryOf(choice: string, now: number): string | undefined {
  const days = Number(choice);
  return Number.isFinite(days) ? new Date(now + days * DAY_MS).toISOString() : undefined;
}
