/** Trying again: when it may help, and after how long. */
import { failureOf } from '../../lib/failure-of.ts';
import type { UploadWorld } from './upload-transport.ts';

/** The storage refused a part, or did not answer. */
export class PartRefused extends Error {
  override readonly name = 'PartRefused';
  /** Of HTTP; 0: no answer. */
  readonly status: number;

  /** @param storage its host, where that is another one than the page's: then it has to let this page in. */
  constructor(status: number, storage?: string) {
    const rule =
      storage && ` If it never does, the storage at ${storage} does not let this page in: see to its CORS rule.`;
    super(
      status === 0
        ? `The storage does not answer. Check that you are connected, then go on.${rule ?? ''}`
        : `The storage refused a part of the file (status ${status}). Go on to try again.`,
    );
    this.status = status;
  }
}

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
/** With waits of 1, 2, 4 … 30 s it gives up after some two and a half minutes. */
const MOST_TRIES = 9;

/** The file on the disk is not what it was: sending it again gives the same. */
const isOfTheFile = (error: unknown): boolean =>
  error instanceof DOMException &&
  ['NotReadableError', 'NotFoundError', 'AbortError', 'SecurityError'].includes(error.name);

/** A part that was refused is signed anew: signatures end, and a damaged one arrives whole the next time. */
const mayHelp = (error: unknown): boolean =>
  error instanceof PartRefused ? true : !isOfTheFile(error) && failureOf(error).retryable;

/** @throws what the last try threw, or the signal's reason. */
export async function withRetries<Result>(
  world: UploadWorld,
  signal: AbortSignal,
  attempt: () => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      if (tries >= MOST_TRIES || !mayHelp(error)) throw error;
      await world.sleep(Math.min(LONGEST_MS, FIRST_MS * 2 ** (tries - 1)), signal);
      await world.online(signal);
    }
  }
}
