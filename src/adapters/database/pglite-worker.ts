/**
 * Body of the embedded database's thread. PostgreSQL compiled to WebAssembly computes on the thread that calls it, and
 * a query that takes 100 ms must not keep the API's event loop for as long.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { PGlite, type Results } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { valueReaders } from './column-values.ts';
import type { FromThread, ThreadResult, ThreadStart, ToThread } from './pglite-messages.ts';
import type { Reported } from './translate-error.ts';

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

const asText = (value: unknown): string => value as string;
/** bool, which PGlite would want as a boolean; parameters are text here. */
const serializers = { 16: asText };
/** Given with every query: those given once are replaced for arrays when the database opens. */
const options = { parsers: { ...valueReaders } };

async function serve(port: MessagePort, { dataDirectory }: ThreadStart): Promise<void> {
  const send = (message: FromThread) => port.postMessage(message);
  const database = await PGlite.create({
    dataDir: dataDirectory,
    extensions: { vector },
    startParams: startParameters(),
    serializers,
  });
  const work = async ({ id, sql, parameters }: ToThread & { type: 'query' }): Promise<void> => {
    try {
      // Only the simple protocol takes several statements at once, and only the extended one takes parameters.
      const results =
        parameters.length > 0
          ? [await database.query(sql, [...parameters], options)]
          : await database.exec(sql, options);
      send({ type: 'result', id, result: toResult(results.at(-1)) });
    } catch (error) {
      send({ type: 'error', id, error: toReported(error) });
    }
  };
  port.on('message', (message: ToThread) => {
    if (message.type === 'query') void work(message);
    else void database.close().finally(() => port.close());
  });
  send({ type: 'open' });
}

function toResult(result: Results<unknown> | undefined): ThreadResult {
  return { command: result?.command ?? '', rowCount: result?.affectedRows ?? 0, rows: result?.rows ?? [] };
}

/** Errors lose their own properties between threads. */
function toReported(error: unknown): Reported {
  const { message, code, detail, table, column, constraint } = error as Reported;
  return { message, code, detail, table, column, constraint };
}

if (parentPort) await serve(parentPort, workerData as ThreadStart);
