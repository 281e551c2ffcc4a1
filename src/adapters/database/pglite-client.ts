/** The driver `pg`, with the thread of the embedded database for a server. */
import pg from 'pg';
import type { Connection } from './connection.ts';
import { askDriver, driverTypes } from './pg-driver.ts';
import { openPgliteSocket } from './pglite-socket.ts';

export interface PgliteClient {
  /** One at a time. */
  readonly query: Connection['query'];
  /** Shuts the database down in good order. */
  close(): Promise<void>;
}

/** Nobody is asked who they are; without these, the driver would look for a name and more in the environment. */
const WHOEVER = { host: 'embedded', user: 'postgres', database: 'postgres', password: '', ssl: false };

/** @throws DatabaseError `database.unusable` when the database does not open; so does every query once its thread has ended. */
export async function openPgliteClient(dataDirectory: string): Promise<PgliteClient> {
  const socket = await openPgliteSocket(dataDirectory);
  const client = new pg.Client({ stream: () => socket.stream, ...WHOEVER, ...driverTypes });
  // It comes once, and each query says it.
  client.on('error', () => {});
  await client.connect();
  return {
    async query(sql, parameters) {
      if (socket.stream.errored) throw socket.stream.errored;
      return await askDriver(client, sql, parameters);
    },
    async close() {
      await client.end();
      await socket.close();
    },
  };
}
