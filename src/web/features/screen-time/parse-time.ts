/**
 * Times as people type them: `1:02:03`, `12:34`, `12:34.5`, `754`, `754.2 s`, `12m 34s`, `1 h 2 min`. Seconds; null: it is no time.
 * A decimal comma is a point.
 */
export function parseTime(text: string): number | null {
  const plain = text.trim().toLowerCase().replace(',', '.');
  const clock = /^(?:(\d+):)?(\d+):(\d{1,2}(?:\.\d+)?)$/.exec(plain);
  if (clock) {
    const [hours, minutes, seconds] = [Number(clock[1] ?? 0), Number(clock[2]), Number(clock[3])];
    // `1:75` is a mistake, and so is `1:60:00`; `90:00` is what people write who do not count in hours.
    if (seconds >= 60 || (clock[1] !== undefined && minutes >= 60)) return null;
    return hours * 3600 + minutes * 60 + seconds;
  }
  const words = /^(?:(\d+)\s*h\w*)?\s*(?:(\d+)\s*m\w*)?\s*(?:(\d+(?:\.\d+)?)\s*(?:s\w*)?)?$/.exec(plain);
  if (!words || plain === '') return null;
  return Number(words[1] ?? 0) * 3600 + Number(words[2] ?? 0) * 60 + Number(words[3] ?? 0);
}
