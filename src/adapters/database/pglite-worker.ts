/**
 * Body of the embedded database's thread. PostgreSQL compiled to WebAssembly computes on the thread that calls it, and
 * a query that takes 100 ms must not keep the API's event loop for as long.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import type { FromThread, ThreadStart, ToThread } from './pglite-messages.ts';

const SETTINGS = {
  // The memory of the default 128 MB is taken at once and never given back.
  shared_buffers: '16MB',
  // Keeps the log of changes short: every start reads what was not yet written to the tables.
  max_wal_size: '64MB',
  min_wal_size: '32MB',
  // Nobody copies this database by its log, which needs to hold no more than a restart does.
  wal_level: 'minimal',
  max_wal_senders: '0',
  // A commit is on the disk when it returns. The file layer ignores the usual way to ask for that (fsync), but honours this one.
  fsync: 'on',
  wal_sync_method: 'open_datasync',
  timezone: 'UTC',
};

/** PGlite's own arguments, less the one that switches `fsync` off. */
function startParameters(): string[] {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), ...settings];
}

async function serve(port: MessagePort, { dataDirectory }: ThreadStart): Promise<void> {
  const database = await PGlite.create({
    dataDir: dataDirectory,
    extensions: { vector },
    startParams: startParameters(),
  });
  port.on('message', (message: ToThread) => {
    if (message.type === 'close') return void database.close().finally(() => port.close());
    // A copy, to be handed over: PGlite keeps its own memory.
    const bytes = new Uint8Array(database.execProtocolRawSync(message.bytes));
    port.postMessage({ type: 'bytes', bytes } satisfies FromThread, [bytes.buffer]);
  });
  port.postMessage({ type: 'open' } satisfies FromThread);
}

if (parentPort) await serve(parentPort, workerData as ThreadStart);
