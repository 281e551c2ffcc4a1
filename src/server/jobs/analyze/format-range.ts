/** A stretch of the video for an error: `between 0:15 and 1:02`. */
export function formatRange({ start, end }: { readonly start: number; readonly end: number }): string {
  return `between ${clock(Math.floor(start))} and ${clock(Math.ceil(end))}`;
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
