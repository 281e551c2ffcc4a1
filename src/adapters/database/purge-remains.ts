/**
 * What was deleted or changed lies on in the database's files until the room is used again: in the pages of its table and in
 * the log of changes.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Database, Queries } from './port.ts';
import type { Schema } from './schema.ts';

/** Larger tables are not written anew: everybody would have to wait for it. */
const MOST_BYTES = 512 * 2 ** 20;
/** Files of the log are used again and again: once round they are all overwritten. */
const MOST_LOG_FILES = 16;

export async function purgeRemains(
  queries: Queries,
  kind: Database['kind'],
  tables: readonly (keyof Schema)[],
): Promise<'gone' | 'left'> {
  let isGone = kind === 'embedded';
  for (const table of tables) {
    const isSmall = (await sizeOf(queries, table)) <= MOST_BYTES;
    const mayBeRewritten = kind === 'embedded' && isSmall;
    await run(queries, mayBeRewritten ? sql`vacuum (full) ${sql.table(table)}` : sql`vacuum ${sql.table(table)}`);
    isGone &&= isSmall;
  }
  if (kind !== 'embedded') return 'left';
  const { rows } = await sql<{ files: number }>`select count(*)::int4 as files from pg_ls_waldir()`.execute(queries);
  const rounds = Math.min((rows[0]?.files ?? 0) + 1, MOST_LOG_FILES);
  await run(queries, sql`checkpoint`);
  for (let round = 0; round < rounds; round += 1) {
    await run(queries, sql`select pg_switch_wal()`);
    await run(queries, sql`checkpoint`);
  }
  return isGone ? 'gone' : 'left';
}

async function sizeOf(queries: Queries, table: string): Promise<number> {
  const { rows } = await sql<{
    bytes: number;
  }>`select pg_total_relation_size(${table}::regclass)::int8 as bytes`.execute(queries);
  return rows[0]?.bytes ?? 0;
}

const run = async (queries: Queries, statement: RawBuilder<unknown>): Promise<unknown> =>
  await statement.execute(queries);
