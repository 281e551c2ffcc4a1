/** SHA-256 of pieces of files. */
import type { HashAnswer } from './hash-worker.ts';

/** By the browser, beside the page; where it has no hash (pages over plain `http`), by a worker. */
export async function hashPiece(piece: Blob): Promise<string> {
  if (globalThis.crypto.subtle === undefined) return await hashInWorker(piece, new AbortController().signal);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await piece.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** For files of any size, read bit by bit. @throws the signal's reason; a DOMException when the file cannot be read. */
export function hashInWorker(blob: Blob, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<string>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    worker.onerror = () => reject(new Error('The browser cannot hash files on this page. Open it over https.'));
    worker.onmessage = ({ data }: MessageEvent<HashAnswer>) => {
      if (data.sha256 === null) reject(new DOMException('The file cannot be read.', 'NotReadableError'));
      else resolve(data.sha256);
    };
    worker.postMessage(blob);
  }).finally(() => worker.terminate());
}
