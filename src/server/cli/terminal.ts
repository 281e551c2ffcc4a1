/** Where a command writes, so that tests and other callers can stand in for a terminal. */
export interface Terminal {
  /** Results. */
  readonly out: (text: string) => void;
  /** Progress, warnings and errors. */
  readonly err: (text: string) => void;
  /** Whether progress may be redrawn in place, and how wide a line is. */
  readonly columns: number | null;
  /** Whether results may be coloured. */
  readonly colour: boolean;
}

/** The process's own streams. A reader that went away (`| head`) ends the program quietly. */
export function processTerminal(options: { readonly colour: boolean }): Terminal {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    columns: process.stderr.isTTY ? (process.stderr.columns ?? 80) : null,
    colour: options.colour && process.stdout.isTTY === true,
  };
}
