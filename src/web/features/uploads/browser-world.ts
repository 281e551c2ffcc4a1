/** {@link UploadWorld} in a browser. */

import { hashPiece } from './hash-blob.ts';
import type { UploadTransport, UploadWorld } from './upload-transport.ts';

export const browserWorld = (transport: UploadTransport): UploadWorld => ({
  transport,
  hash: hashPiece,
  now: () => performance.now(),
  sleep: (ms, signal) =>
    until(signal, (done) => {
      const timer = setTimeout(done, ms);
      return () => clearTimeout(timer);
    }),
  claim,
  online: async (signal) => {
    if (navigator.onLine) return;
    await until(signal, (done) => {
      window.addEventListener('online', done);
      return () => window.removeEventListener('online', done);
    });
  },
});

/** Resolves when it is done, unless the signal comes before. @param begin gives what ends the waiting. */
function until(signal: AbortSignal, begin: (done: () => void) => () => void): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stop = () => {
      end();
      reject(signal.reason as Error);
    };
    const end = begin(() => {
      signal.removeEventListener('abort', stop);
      end();
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** The browser lets go by itself when the tab is closed. Over plain `http` it has no locks: every tab may have it then. */
const claim = (uploadId: string): Promise<(() => void) | null> =>
  new Promise((resolve, reject) => {
    const { locks } = navigator as { readonly locks?: LockManager };
    if (!locks) {
      resolve(() => undefined);
      return;
    }
    const hold = (lock: Lock | null) => {
      if (lock) return new Promise<void>((letGo) => resolve(letGo));
      resolve(null);
      return undefined;
    };
    locks.request(`screenalytics-upload ${uploadId}`, { ifAvailable: true }, hold).catch(reject);
  });
