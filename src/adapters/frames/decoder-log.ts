/** What ffmpeg complained about: bounded, however long the run and however broken the file. */
export interface DecoderLog {
  /** Takes the next piece of text; pieces need not end where lines do. */
  readonly write: (text: string) => void;
  /** Lines of level error or worse so far. */
  errors(): number;
  /** Newest line of level error or worse, else the newest line, without ffmpeg's prefixes; null when there is none. */
  lastComplaint(): string | null;
}

const LONGEST_LINE = 2000;
/** Said of films that were cut without encoding them again; every picture of them is whole. */
const HARMLESS = /mmco: unref short failure|co located POCs unavailable/;

export function createDecoderLog(): DecoderLog {
  let rest = '';
  let errors = 0;
  let lastError: string | null = null;
  let lastLine: string | null = null;
  const take = (line: string): void => {
    if (line.trim() === '' || HARMLESS.test(line)) return;
    lastLine = line;
    if (!/\[(?:error|fatal|panic)\]/.test(line)) return;
    errors += 1;
    lastError = line;
  };
  return {
    write(text) {
      const lines = (rest + text).split(/\r?\n|\r/);
      rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
      lines.forEach(take);
    },
    errors: () => errors,
    lastComplaint() {
      const line = lastError ?? lastLine ?? (rest === '' ? null : rest);
      // "[h264 @ 0x55d0] [error] text" → "h264: text"
      return (
        line
          ?.replace(/^\[(\S+) @ \S+\] /, '$1: ')
          .replace(/\[(?:error|fatal|warning|panic)\] /, '')
          .slice(0, 300)
          .trim() ?? null
      );
    },
  };
}
