/** The near end of the index's thread. */
import { Worker } from 'node:worker_threads';
import { FaceIndexError, type FaceIndexErrorCode } from './face-index-error.ts';
import type { FromIndex, IndexRequest } from './index-messages.ts';

export interface IndexThread {
  /** Requests are answered in the order in which they were made. */
  ask(request: IndexRequest, transfer?: readonly ArrayBuffer[]): Promise<unknown>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** Its code lies beside this: both are sources, or both are bundled. */
function startWorker(): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./index-worker.js', import.meta.url), { execArgv: [] });
  // Threads do not get TypeScript from `--import`; tsx has to be registered inside.
  const bootstrap = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(({ register }) => {
    register();
    return import(${JSON.stringify(new URL('./index-worker.ts', import.meta.url).href)});
  });`;
  return new Worker(bootstrap, { eval: true, execArgv: [] });
}

/** @param onEnd is told when the thread has ended, and with it all that it held. */
export function startIndexThread(onEnd: () => void): IndexThread {
  const worker = startWorker();
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let failure: FaceIndexError | null = null;
  const end = (cause?: unknown): void => {
    if (failure) return;
    const why = cause instanceof Error ? `: ${cause.message.replace(/\s+/g, ' ')}` : '';
    failure = new FaceIndexError('face-index.unavailable', `The index of faces has stopped${why}. Try again.`, {
      cause,
    });
    for (const each of waiting.values()) each.reject(failure);
    waiting.clear();
    onEnd();
  };
  worker.on('error', end);
  worker.on('exit', () => end());
  worker.on('message', (message: FromIndex) => {
    const each = waiting.get(message.id);
    waiting.delete(message.id);
    if ('result' in message) each?.resolve(message.result);
    else each?.reject(toError(message.failure));
  });
  return {
    ask: (request, transfer = []) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        const id = ++asked;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, request }, transfer);
      }),
    async close() {
      await worker.terminate();
    },
  };
}

const toError = ({ code, message }: { readonly code: string | null; readonly message: string }): Error =>
  code === null ? new Error(message) : new FaceIndexError(code as FaceIndexErrorCode, message);
