/** Makes the port of any connector: migrates, looks for pgvector, and puts the query builder on top. */
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Connector, TransactionScope, toPool } from './connection.ts';
import { DatabaseError } from './database-error.ts';
import { migrate } from './migrate.ts';
import { readMigrations } from './migrations.ts';
import { nearestFaces } from './nearest-faces.ts';
import type { Database, Queries } from './port.ts';
import { purgeRemains } from './purge-remains.ts';
import type { Schema } from './schema.ts';
import { prepareModel } from './vector-index.ts';
import { enableVectorSearch } from './vector-search.ts';

/** `nulls not distinct` came with 15. */
const OLDEST = 15;

/**
 * @param connector is ended when opening fails.
 * @throws DatabaseError, see {@link migrate}; `database.server-too-old`, `database.unreachable`, `database.refused`.
 */
export async function openDatabase(connector: Connector): Promise<Database> {
  const scope = new TransactionScope();
  const pool = toPool(connector, scope);
  const queries = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    const version = await checkVersion(queries, connector);
    await migrate(queries, await readMigrations());
    const vectorSearch = await enableVectorSearch(queries);
    return {
      kind: connector.kind,
      description: `PostgreSQL ${version}, ${connector.place}`,
      vectorSearch,
      queries,
      transaction: (work) => queries.transaction().execute((transaction) => scope.run(() => work(transaction))),
      nearestFaces: (query) => nearestFaces(queries, vectorSearch, query),
      prepareModel: (modelId) => prepareModel(queries, vectorSearch, modelId),
      purge: (tables) => purgeRemains(queries, connector.kind, tables),
      check: async () => {
        await sql`select 1`.execute(queries);
      },
      close: () => pool.end(),
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

async function checkVersion(queries: Queries, { place }: Connector): Promise<string> {
  const { rows } = await sql<{ server_version: string }>`show server_version`.execute(queries);
  // Debian adds its own version after a space.
  const version = rows[0]?.server_version.split(' ')[0] ?? 'of an unknown version';
  if (Number.parseInt(version, 10) >= OLDEST) return version;
  const message = `PostgreSQL ${version} is too old, ${place}: version ${OLDEST} or later is needed.`;
  throw new DatabaseError('database.server-too-old', message);
}
