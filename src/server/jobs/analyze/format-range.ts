/** Where a batch of segments lies, for an error: `between 0:15 and 1:02`. */
export function formatRange(batch: readonly { readonly start: number; readonly end: number }[]): string {
  const start = Math.floor(batch[0]?.start ?? 0);
  const end = Math.ceil(batch.at(-1)?.end ?? 0);
  return `between ${clock(start)} and ${clock(end)}`;
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
