/** Ties a stream to a signal. */
import type { Readable } from 'node:stream';

/** Destroys the stream with the signal's reason when it is given. Node's own way hides the reason in a cause. */
export function abortStream<T extends Readable>(stream: T, signal: AbortSignal | undefined): T {
  if (!signal) return stream;
  const abort = (): void => void stream.destroy(signal.reason as Error);
  if (signal.aborted) abort();
  else {
    signal.addEventListener('abort', abort, { once: true });
    stream.once('close', () => signal.removeEventListener('abort', abort));
  }
  return stream;
}
