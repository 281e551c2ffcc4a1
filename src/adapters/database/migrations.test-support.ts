/** How a database gets from any earlier schema to the present one. */
import { Kysely, PostgresDialect, sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Connector, TransactionScope, toPool } from './connection.ts';
import { migrate } from './migrate.ts';
import { type Migration, readMigrations, toMigration } from './migrations.ts';
import type { Queries } from './port.ts';
import type { Trial } from './trial.test-support.ts';

const overConnector = (connector: Connector): Queries =>
  new Kysely({ dialect: new PostgresDialect({ pool: toPool(connector, new TransactionScope()) }) });

/** Everything the migrations make, as text. */
async function describeSchema(queries: Queries): Promise<unknown> {
  const { rows } = await sql`
    select table_name, column_name, data_type, domain_name, is_nullable, column_default
    from information_schema.columns where table_schema = 'public'
    union all
    select conrelid::regclass::text, conname, pg_get_constraintdef(oid), null, null, null
    from pg_constraint where connamespace = 'public'::regnamespace
    union all
    select tablename, indexname, indexdef, null, null, null from pg_indexes where schemaname = 'public'
    order by 1, 2, 3
  `.execute(queries);
  return rows;
}

export function testMigrations(at: () => Trial): void {
  describe('migrations', () => {
    let migrations: readonly Migration[];
    let connector: Connector;
    let queries: Queries;
    beforeAll(async () => {
      migrations = await readMigrations();
      const connect = await at().empty();
      connector = await connect();
      queries = overConnector(connector);
      return () => connector.end();
    });
    const startAnew = async (): Promise<void> => {
      await sql`drop schema public cascade`.execute(queries);
      await sql`create schema public`.execute(queries);
    };
    const applied = async () =>
      (await sql<{ name: string }>`select name from schema_migrations order by number`.execute(queries)).rows;

    it('lead to the same schema all at once and one at a time, so from every earlier version', async () => {
      await startAnew();
      await migrate(queries, migrations);
      const whole = await describeSchema(queries);
      await startAnew();
      for (let known = 0; known <= migrations.length; known++) await migrate(queries, migrations.slice(0, known));
      expect(await describeSchema(queries)).toEqual(whole);
      expect(await applied()).toEqual(migrations.map(({ name }) => ({ name })));
    });

    it('run once when several processes start at the same time', async () => {
      await startAnew();
      await Promise.all(Array.from({ length: 4 }, () => migrate(queries, migrations)));
      expect(await applied()).toHaveLength(migrations.length);
    });

    it('refuse a file that has changed since it was applied', async () => {
      await startAnew();
      await migrate(queries, migrations);
      const changed = migrations.map((each) =>
        each.number === 2 ? toMigration(each.number, each.name, `${each.sql}-- changed`) : each,
      );
      await expect(migrate(queries, changed)).rejects.toMatchObject({
        code: 'database.migration-changed',
        message: expect.stringMatching(/^Migration 002-runs\.sql has changed .+: restore the file/),
      });
    });

    it('do not care about line ends', async () => {
      await startAnew();
      await migrate(queries, migrations);
      await migrate(
        queries,
        migrations.map(({ number, name, sql: text }) => toMigration(number, name, text.replaceAll('\n', '\r\n'))),
      );
    });

    it('refuse a database of a newer version', async () => {
      await startAnew();
      await migrate(queries, migrations);
      await expect(migrate(queries, migrations.slice(0, -1))).rejects.toMatchObject({ code: 'database.newer-schema' });
    });

    it('leave the database as it was when one fails', async () => {
      await startAnew();
      await migrate(queries, migrations.slice(0, 1));
      const before = await describeSchema(queries);
      const broken = toMigration(3, '003-broken.sql', 'create table half (id int4); select nothing from nowhere;');
      await expect(migrate(queries, [...migrations.slice(0, 2), broken])).rejects.toMatchObject({
        code: 'database.migration-failed',
        message: expect.stringContaining('003-broken.sql'),
      });
      expect(await describeSchema(queries)).toEqual(before);
      await migrate(queries, migrations);
    });
  });
}
