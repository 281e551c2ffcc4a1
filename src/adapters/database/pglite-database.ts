/** The database inside this process: PostgreSQL as WebAssembly, on a thread of its own, in a folder. */
import { mkdir } from 'node:fs/promises';
import type { Connection, Connector } from './connection.ts';
import { lockDirectory } from './directory-lock.ts';
import { openDatabase } from './open-database.ts';
import { openPgliteClient, type PgliteClient } from './pglite-client.ts';
import { keepTidy } from './pglite-housekeeping.ts';
import type { Database } from './port.ts';
import { prepareDirectory } from './prepared-directory.ts';
import { storageError } from './storage-error.ts';

export interface PgliteOptions {
  /** Holds the data directory and its lock; made when missing. */
  readonly folder: string;
}

/** Opens and migrates. @throws DatabaseError, see {@link connectPglite} and {@link openDatabase}. */
export async function openPgliteDatabase(options: PgliteOptions): Promise<Database> {
  return openDatabase(await connectPglite(options));
}

/** @throws DatabaseError `database.in-use`, `database.unwritable`, `database.disk-full`, `database.unusable`. */
export async function connectPglite({ folder }: PgliteOptions): Promise<Connector> {
  try {
    await mkdir(folder, { recursive: true });
    const unlock = await lockDirectory(folder);
    try {
      const client = await openPgliteClient(await prepareDirectory(folder));
      return toConnector(client, folder, unlock);
    } catch (error) {
      await unlock();
      throw error;
    }
  } catch (error) {
    throw storageError(error, folder);
  }
}

/** The one connection goes from hand to hand, in the order of asking. */
function toConnector(client: PgliteClient, folder: string, unlock: () => Promise<void>): Connector {
  let last: Promise<void> = Promise.resolve();
  const takeTurn = async (): Promise<() => void> => {
    const before = last;
    let done = () => {};
    last = new Promise((resolve) => {
      done = resolve;
    });
    await before;
    return done;
  };
  const connect = async (): Promise<Connection> => {
    const release = await takeTurn();
    return { query: client.query, release };
  };
  const stopTidying = keepTidy(connect);
  return {
    kind: 'embedded',
    place: `the embedded database in ${folder}`,
    connect,
    async end() {
      stopTidying();
      await takeTurn();
      await client.close();
      await unlock();
    },
  };
}
