/** The near end of the embedded database's thread. */
import { Worker } from 'node:worker_threads';
import { DatabaseError } from './database-error.ts';
import type { FromThread, ThreadResult, ThreadStart, ToThread } from './pglite-messages.ts';

export interface PgliteThread {
  /** Queries run in the order in which they were given. Rejects with what the database reported. */
  query(sql: string, parameters: readonly (string | null)[]): Promise<ThreadResult>;
  /** Shuts the database down in good order; resolves when the thread has ended. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(result: ThreadResult): void;
  reject(error: unknown): void;
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
export function startPgliteThread(start: ThreadStart): Promise<PgliteThread> {
  const worker = startWorker(start);
  const send = (message: ToThread) => worker.postMessage(message);
  const waiting = new Map<number, Waiting>();
  let sent = 0;
  let failure: DatabaseError | null = null;

  const thread: PgliteThread = {
    query: (sql, parameters) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        const id = ++sent;
        waiting.set(id, { resolve, reject });
        send({ type: 'query', id, sql, parameters });
      }),
    async close() {
      if (failure) return;
      const exited = new Promise((resolve) => worker.once('exit', resolve));
      send({ type: 'close' });
      await exited;
    },
  };

  return new Promise((resolve, reject) => {
    const fail = (cause?: unknown): void => {
      const why = cause instanceof Error ? `: ${cause.message.replace(/\s+/g, ' ')}` : '';
      failure ??= new DatabaseError(
        'database.unusable',
        `The embedded database in ${start.dataDirectory} has stopped${why}. Start the program again; if this comes back, restore a copy of the folder.`,
        { cause },
      );
      reject(failure);
      for (const each of waiting.values()) each.reject(failure);
      waiting.clear();
    };
    worker.on('error', fail);
    worker.on('exit', () => fail());
    worker.on('message', (message: FromThread) => {
      if (message.type === 'open') return resolve(thread);
      const each = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.type === 'result') each?.resolve(message.result);
      else each?.reject(message.error);
    });
  });
}
