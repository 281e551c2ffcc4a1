/** How a database gets from any earlier schema to the present one. */
import { Kysely, PostgresDialect, sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Connector, TransactionScope, toPool } from './connection.ts';
import { migrate } from './migrate.ts';
import { type Migration, readMigrations, toMigration } from './migrations.ts';
import type { Queries } from './port.ts';
import { addEpisode, addRun, addVideo } from './sample-rows.test-support.ts';
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

    it('give lists of episodes what is known of results from before', async () => {
      await startAnew();
      await migrate(queries, migrations.slice(0, 11));
      await addEpisode(queries);
      const videoId = await addVideo(queries);
      const [plain, edited] = [
        await addRun(queries, { videoId, number: 1, active: false }),
        await addRun(queries, { videoId, number: 2, active: true }),
      ];
      await sql`insert into people (show_id, name) values ('rhobh', 'Mira')`.execute(queries);
      await sql`
        insert into identities (run_id, number, person_id, verdict, confidence, face_count, seconds, best_crop_key)
        select run, n, case when n < 3 then people.id end, case when n < 3 then 'accept' end, 1, 1, 10 * n, 'crops/' || n
        from people, unnest(array[${plain}, ${edited}]::uuid[]) as run, generate_series(1, 9) as n
      `.execute(queries);
      await sql`
        insert into screen_time_tables (run_id, preset, edit_seq, show_edit_seq, face_visible_seconds)
        values (${plain}, 'standard-1', 0, 0, 99), (${edited}, 'standard-1', 4, 0, 99)
      `.execute(queries);
      await sql`
        insert into screen_time_rows (run_id, preset, subject, person_id, identity_key, seconds, longest_seconds, shots, tracks)
        select run, 'standard-1', case when n = 2 then 'person' when n = 1 then 'unattributed' else 'identity' end,
          case when n = 2 then people.id end, case when n > 2 then n::text end, 10 * n, 1, 1, 1
        from people, unnest(array[${plain}, ${edited}]::uuid[]) as run, generate_series(1, 9) as n
      `.execute(queries);
      await migrate(queries, migrations);
      const shownOf = async (run: string) => {
        const { shown } = await queries
          .selectFrom('screen_time_tables')
          .select('shown')
          .where('run_id', '=', run)
          .executeTakeFirstOrThrow();
        return shown;
      };
      const nobody = (seconds: number) => ({ personId: null, name: null, seconds, cropKey: `crops/${seconds / 10}` });
      const first = [90, 80, 70, 60, 50, 40].map(nobody);
      expect(await shownOf(plain)).toEqual({ count: 8, first });
      // Whose the crops are after corrections, it cannot know.
      expect(await shownOf(edited)).toEqual({ count: 8, first: first.map((each) => ({ ...each, cropKey: null })) });
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
