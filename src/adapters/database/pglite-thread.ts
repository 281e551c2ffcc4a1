/** The near end of the embedded database's thread. */
import { Worker } from 'node:worker_threads';
import { DatabaseError } from './database-error.ts';
import type { FromThread, ThreadStart, ToThread } from './pglite-messages.ts';

export interface PgliteThread {
  /** Gives it whole messages of PostgreSQL's wire protocol. */
  send(bytes: Uint8Array): void;
  /** Shuts the database down in good order; resolves when the thread has ended. */
  close(): Promise<void>;
}

/** Who hears what comes of it. */
export interface ThreadListener {
  /** What a server would have sent: once for each {@link PgliteThread.send}, in that order. */
  onBytes(bytes: Uint8Array): void;
  /** The thread, once open, has ended before it was closed; nothing more comes. */
  onFailure(failure: DatabaseError): void;
}

/** Its code lies beside this: both are sources, or both are bundled. */
function startWorker(workerData: ThreadStart): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./pglite-worker.js', import.meta.url), { workerData, execArgv: [] });
  }
  // Threads do not get TypeScript from `--import`; tsx has to be registered inside.
  const bootstrap = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(({ register }) => {
    register();
    return import(${JSON.stringify(new URL('./pglite-worker.ts', import.meta.url).href)});
  });`;
  return new Worker(bootstrap, { eval: true, workerData, execArgv: [] });
}

/** @returns when the database is open. @throws DatabaseError `database.unusable` when it does not open. */
export function startPgliteThread(start: ThreadStart, listener: ThreadListener): Promise<PgliteThread> {
  const worker = startWorker(start);
  const tell = (message: ToThread) => worker.postMessage(message);
  let [isOpen, hasEnded] = [false, false];
  let closing: Promise<unknown> | null = null;

  const thread: PgliteThread = {
    send: (bytes) => tell({ type: 'bytes', bytes }),
    async close() {
      if (hasEnded) return;
      closing ??= new Promise((resolve) => worker.once('exit', resolve));
      tell({ type: 'close' });
      await closing;
    },
  };

  return new Promise((resolve, reject) => {
    const end = (cause?: unknown): void => {
      if (hasEnded) return;
      hasEnded = true;
      if (closing !== null) return;
      const why = cause instanceof Error ? `: ${cause.message.replace(/\s+/g, ' ')}` : '';
      const failure = new DatabaseError(
        'database.unusable',
        `The embedded database in ${start.dataDirectory} has stopped${why}. Start the program again; if this comes back, restore a copy of the folder.`,
        { cause },
      );
      if (isOpen) listener.onFailure(failure);
      else reject(failure);
    };
    worker.on('error', end);
    worker.on('exit', () => end());
    worker.on('message', (message: FromThread) => {
      if (message.type === 'bytes') return listener.onBytes(message.bytes);
      isOpen = true;
      resolve(thread);
    });
  });
}
