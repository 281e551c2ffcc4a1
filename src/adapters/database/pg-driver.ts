/** The driver `pg` as both kinds of database use it: how values are read, and what a query gives. */
import type { PostgresQueryResult } from 'kysely';
import pg from 'pg';
import { valueReaders } from './column-values.ts';

const readerFor: typeof pg.types.getTypeParser = (oid: number, format?: unknown) =>
  valueReaders[oid] ?? pg.types.getTypeParser(oid, format as 'text');

/** Part of the configuration of a client or pool. */
export const driverTypes: Pick<pg.ClientConfig, 'types'> = { types: { getTypeParser: readerFor } };

/** Of several statements the last one's result. Errors are the driver's own. */
export async function askDriver(
  client: pg.ClientBase,
  sql: string,
  parameters: readonly (string | null)[],
): Promise<PostgresQueryResult<unknown>> {
  const result: pg.QueryResult | pg.QueryResult[] = await client.query(sql, [...parameters]);
  const last = Array.isArray(result) ? result.at(-1) : result;
  return { command: last?.command as 'SELECT', rowCount: last?.rowCount ?? 0, rows: last?.rows ?? [] };
}
