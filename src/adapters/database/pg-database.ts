/** The database on a PostgreSQL server, by the driver `pg`. */
import pg from 'pg';
import type { Connector } from './connection.ts';
import { DatabaseError } from './database-error.ts';
import { openDatabase } from './open-database.ts';
import { askDriver, driverTypes } from './pg-driver.ts';
import type { Database } from './port.ts';

export interface PgOptions {
  /** `postgresql://user:password@host:port/database`, as in `DATABASE_URL`. */
  readonly url: string;
  /** Connections at most; each costs the server some megabytes. */
  readonly connections?: number;
}

const CONNECTIONS = 10;
/** A server that is there answers sooner. */
const CONNECT_WITHIN_MS = 5_000;

/** Connects and migrates. @throws DatabaseError, see {@link openDatabase}. */
export async function openPgDatabase(options: PgOptions): Promise<Database> {
  return await openDatabase(connectPg(options));
}

/** Connections are made when they are needed. @throws DatabaseError `database.refused` when the URL is none. */
export function connectPg({ url, connections = CONNECTIONS }: PgOptions): Connector {
  const config: pg.PoolConfig = {
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
    application_name: 'screenalytics',
    ...driverTypes,
  };
  const pool = new pg.Pool(config);
  // An idle connection broke. The pool has dropped it and makes a new one when needed; who needs it hears if that fails.
  pool.on('error', () => {});
  return {
    kind: 'postgres',
    place: placeOf(config),
    async connect() {
      const client = await pool.connect();
      // While it is taken, the pool does not listen; what fails is told by the query.
      const ignore = () => {};
      client.on('error', ignore);
      return {
        query: (sql, parameters) => askDriver(client, sql, parameters),
        release(broken) {
          client.off('error', ignore);
          client.release(broken);
        },
      };
    },
    end: () => pool.end(),
  };
}

/** Where a connection would go, as the driver understands the URL. */
function placeOf(config: pg.PoolConfig): string {
  try {
    if (!/^postgres(ql)?:/.test(config.connectionString ?? '')) throw new TypeError('Invalid URL');
    const { host, port, database } = new pg.Client(config);
    const server = host.startsWith('/') ? host : `${host}:${port}`;
    return `the PostgreSQL server at ${server}, database ${database ?? 'of its user'}`;
  } catch {
    // The cause is left out: it may repeat the URL with the password in it.
    throw new DatabaseError(
      'database.refused',
      'DATABASE_URL is not understood: write it as postgresql://user:password@host:port/database, with %-codes for special characters.',
    );
  }
}
