/** How a server process begins and ends: SIGINT or SIGTERM once closes it in good order, twice ends it at once. */
import { UserError } from '../errors.ts';

/** What is still running by then is cut off. */
const PATIENCE_MS = 25_000;
const EXIT = { done: 0, bug: 1, user: 2 } as const;

/** @param start gives what closes the process' work. */
export async function endInGoodOrder(start: () => Promise<() => Promise<void>>): Promise<void> {
  let close: (() => Promise<void>) | null = null;
  let isEnding = false;
  const end = (): void => {
    if (isEnding || close === null) process.exit(EXIT.bug);
    isEnding = true;
    setTimeout(() => process.exit(EXIT.bug), PATIENCE_MS).unref();
    close().then(() => process.exit(EXIT.done), fail);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  try {
    close = await start();
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): never {
  const isUsers = error instanceof UserError;
  process.stderr.write(isUsers ? `screenalytics: ${error.message}\n` : `${(error as Error).stack ?? String(error)}\n`);
  process.exit(isUsers ? EXIT.user : EXIT.bug);
}
