/** The table of checks: a line as soon as a check is done. */

/** What a check found out, and what later ones need of it. */
export interface Finding<Value = void> {
  readonly told: string;
  readonly value: Value;
}

/** Thrown by a check that cannot be made here; the message says why. */
export class NotChecked extends Error {
  override readonly name = 'NotChecked';
}

export interface Report {
  /** Makes a check. Null when it failed or could not be made. */
  check<Value>(name: string, work: () => Promise<Finding<Value>>): Promise<Value | null>;
  /** How many checks ended how. */
  readonly counts: { readonly passed: number; readonly failed: number; readonly skipped: number };
}

const NAME_COLUMNS = 17;

/** @param write takes one line, with its end. */
export function createReport(write: (line: string) => void): Report {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const line = (outcome: string, name: string, rest: { readonly startedAt: number; readonly told: string }): void => {
    const seconds = ((performance.now() - rest.startedAt) / 1000).toFixed(1).padStart(6);
    write(`${outcome.padEnd(7)} ${name.padEnd(NAME_COLUMNS)} ${seconds} s  ${rest.told}\n`);
  };
  return {
    counts,
    async check(name, work) {
      const startedAt = performance.now();
      try {
        const { told, value } = await work();
        counts.passed += 1;
        line('ok', name, { startedAt, told });
        return value;
      } catch (error) {
        const told = error instanceof Error ? error.message : String(error);
        const isSkipped = error instanceof NotChecked;
        counts[isSkipped ? 'skipped' : 'failed'] += 1;
        line(isSkipped ? 'skipped' : 'FAILED', name, { startedAt, told });
        return null;
      }
    },
  };
}
