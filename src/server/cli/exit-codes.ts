/** How a command ends: its exit status, and the line or lines that say why. */
import { CommanderError } from 'commander';
import { UserError } from '../../errors.ts';
import { explainSystemError } from '../system-error.ts';

export const EXIT = { done: 0, bug: 1, user: 2, interrupted: 130 } as const;

/** The user, or the system, asked the program to end. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

export interface Ending {
  readonly code: number;
  /** For standard error, with line feeds; empty when all has been said. */
  readonly text: string;
  /** For an event of `--json`; null when the ending is no error. */
  readonly error: { readonly code: string; readonly message: string; readonly retryable: boolean } | null;
}

/** @param interrupted whether the run was being ended when the error came: then that is the reason. */
export function endingOf(error: unknown, interrupted: boolean): Ending {
  if (interrupted || error instanceof Interrupted) {
    const message = 'interrupted; run the same command again to go on where it stopped';
    return {
      code: EXIT.interrupted,
      text: `${message}\n`,
      error: { code: 'run.interrupted', message, retryable: true },
    };
  }
  // Commander has already printed its message.
  if (error instanceof CommanderError) {
    return { code: error.exitCode === 0 ? EXIT.done : EXIT.user, text: '', error: null };
  }
  const explained = explainSystemError(error);
  if (explained instanceof UserError) {
    const { code, retryable } = explained;
    const message = explained.message.replaceAll(/\s*\n\s*/g, ' ');
    return { code: EXIT.user, text: `error: ${message}\n`, error: { code, message, retryable } };
  }
  const trace = explained instanceof Error ? (explained.stack ?? explained.message) : String(explained);
  const message = explained instanceof Error ? explained.message : String(explained);
  const request =
    'This is a fault of the program, not yours. Please report it with the lines above and the output of `screenalytics --version`.';
  return { code: EXIT.bug, text: `${trace}\n\n${request}\n`, error: { code: 'bug', message, retryable: false } };
}
