/** Brings a database to the present schema. */
import { sql } from 'kysely';
import { DatabaseError } from './database-error.ts';
import type { Migration } from './migrations.ts';
import type { OpenTransaction, Queries } from './port.ts';

/** Any number that nobody else uses for an advisory lock in this database. */
const LOCK = 5_202_311_947;

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
}

/**
 * Applies what is missing, in order, all in one transaction: after a failure the database is as before. Processes that
 * migrate at the same time wait for each other, and the later ones find nothing to do.
 *
 * @throws DatabaseError `database.migration-changed`, `database.newer-schema`, `database.migration-failed`.
 */
export async function migrate(queries: Queries, migrations: readonly Migration[]): Promise<void> {
  await queries.transaction().execute(async (transaction) => {
    await lockSchema(transaction);
    const applied = await readApplied(transaction);
    checkHistory(applied, migrations);
    for (const migration of migrations.slice(applied.length)) await apply(migration, transaction);
  });
}

/** Until the transaction ends, nobody else changes the schema. Two "create if not exists" at once can still collide. */
export async function lockSchema(transaction: OpenTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(transaction);
}

async function readApplied(transaction: OpenTransaction): Promise<readonly Applied[]> {
  await sql`create table if not exists schema_migrations (
    number int4 primary key,
    name text not null,
    sha256 text not null,
    applied_at timestamptz(3) not null default now()
  )`.execute(transaction);
  const { rows } = await sql<Applied>`select number, name, sha256 from schema_migrations order by number`.execute(
    transaction,
  );
  return rows;
}

function checkHistory(applied: readonly Applied[], migrations: readonly Migration[]): void {
  for (const [index, { number, name, sha256 }] of applied.entries()) {
    const known = migrations[index];
    if (known === undefined) {
      throw new DatabaseError(
        'database.newer-schema',
        `The database has migration ${name}, which this version does not know: install the version that made it, or a newer one.`,
      );
    }
    if (known.number !== number || known.sha256 !== sha256) {
      throw new DatabaseError(
        'database.migration-changed',
        `Migration ${known.name} has changed since it was applied to this database as ${name}: restore the file as it was released, and put the change into a new migration.`,
      );
    }
  }
}

async function apply({ number, name, sql: text, sha256 }: Migration, transaction: OpenTransaction): Promise<void> {
  try {
    await sql.raw(text).execute(transaction);
  } catch (error) {
    if (error instanceof DatabaseError && error.retryable) throw error;
    const message = `Migration ${name} failed and nothing was changed: ${(error as Error).message}`;
    throw new DatabaseError('database.migration-failed', message, { cause: error });
  }
  await sql`insert into schema_migrations (number, name, sha256) values (${number}, ${name}, ${sha256})`.execute(
    transaction,
  );
}
