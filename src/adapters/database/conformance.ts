/** What every database must do. For test files only. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toJson } from './column-values.ts';
import { emptyTables } from './empty-tables.test-support.ts';
import { testFaceSearch } from './face-search.test-support.ts';
import { testMigrations } from './migrations.test-support.ts';
import { openDatabase } from './open-database.ts';
import type { Database } from './port.ts';
import { testTypes } from './schema-matches-types.test-support.ts';
import { testSchema } from './schema-rules.test-support.ts';
import { testTransactions } from './transactions.test-support.ts';
import type { Trial } from './trial.test-support.ts';

/** Registers the suite; `setUp` runs once. */
export function testDatabase(name: string, setUp: () => Promise<Trial>): void {
  describe(name, () => {
    let trial: Trial;
    let database: Database;
    beforeAll(async () => {
      trial = await setUp();
      const connect = await trial.empty();
      database = await openDatabase(await connect());
    });
    afterAll(() => database?.close());
    beforeEach(async () => {
      await emptyTables(database.queries);
      await sql`drop table if exists trial`.execute(database.queries);
    });

    testValues(() => database);
    testTransactions(() => database);
    testSchema(() => database);
    testTypes(() => database);
    testFaceSearch(() => database);
    testMigrations(() => trial);

    it('says which vector search it has', () => {
      expect(database.vectorSearch).toBe(trial.vectorSearch);
    });

    it('purges tables without losing what is in them', async () => {
      await database.queries.insertInto('shows').values({ id: 'kept', title: 'Kept' }).execute();
      expect(await database.purge(['shows', 'edits'])).toBe(database.kind === 'embedded' ? 'gone' : 'left');
      expect(await database.queries.selectFrom('shows').select('id').execute()).toEqual([{ id: 'kept' }]);
    });

    it('keeps everything when it is closed and opened again, and is closed in between', async () => {
      const connect = await trial.empty();
      const first = await openDatabase(await connect());
      await first.queries.insertInto('shows').values({ id: 'kept', title: 'Kept' }).execute();
      const running = first.check();
      await Promise.all([first.close(), first.close()]);
      await running;
      await expect(first.check()).rejects.toMatchObject({ code: 'database.closed' });
      await expect(first.transaction(() => Promise.resolve())).rejects.toMatchObject({ code: 'database.closed' });
      const second = await openDatabase(await connect());
      expect(await second.queries.selectFrom('shows').select('id').execute()).toEqual([{ id: 'kept' }]);
      await second.check();
      await second.close();
    });
  });
}

function testValues(at: () => Database): void {
  describe('values', () => {
    const roundTrip = async (type: string, value: unknown): Promise<unknown> => {
      const { rows } = await sql<{ value: unknown }>`select ${value}::${sql.raw(type)} as value`.execute(at().queries);
      return rows[0]?.value;
    };

    it.each([
      ['text', 'it\'s\n\\ \u{1F600} " {} é'],
      ['text', ''],
      ['text', null],
      ['bool', true],
      ['bool', false],
      ['int4', -2_147_483_648],
      ['int8', Number.MAX_SAFE_INTEGER],
      ['int8', Number.MIN_SAFE_INTEGER],
      ['numeric', '123456789012345678901234567890.123456789'],
      ['float8', 0.1],
      ['float8', 5e-324],
      ['float8', Number.MAX_VALUE],
      ['date', '2024-02-29'],
      ['timestamptz', new Date('2024-03-31T01:30:00.123Z')],
      ['timestamptz', new Date('1999-12-31T23:59:59.999Z')],
      ['uuid', '8f1f9a52-6f0e-4c2e-9a43-0e7f5a3f9b1d'],
    ])('%s %j comes back as it was', async (type, value) => {
      expect(await roundTrip(type, value)).toEqual(value);
    });

    it.each([[{ deep: [1, 2.5, null, { text: '\'"\\' }], empty: {} }], [[1, 'two', null]], ['text'], [0], [false]])(
      'jsonb %j comes back as it was',
      async (value) => {
        expect(await roundTrip('jsonb', toJson(value))).toEqual(value);
      },
    );

    it('a count is a number', async () => {
      const row = await at()
        .queries.selectFrom('shows')
        .select(({ fn }) => fn.countAll().as('count'))
        .executeTakeFirst();
      expect(row).toEqual({ count: 0 });
    });

    it('a whole number too large to be exact is an error', async () => {
      await expect(roundTrip('int8', '9007199254740992')).rejects.toThrow(/9007199254740992/);
      expect(await roundTrip('int4', 1)).toBe(1);
    });

    it('an object needs to be said as what', async () => {
      await expect(roundTrip('jsonb', { a: 1 })).rejects.toMatchObject({ code: 'database.invalid-value' });
      await expect(roundTrip('int4[]', [1])).rejects.toMatchObject({ code: 'database.invalid-value' });
    });

    it('a list is matched', async () => {
      await at()
        .queries.insertInto('shows')
        .values(['a', 'b', 'c'].map((id) => ({ id, title: id })))
        .execute();
      const found = await at().queries.selectFrom('shows').select('id').where('id', 'in', ['a', 'c']).execute();
      expect(found.map(({ id }) => id).sort()).toEqual(['a', 'c']);
    });

    it('tells how many rows it changed', async () => {
      const { queries } = at();
      await queries
        .insertInto('shows')
        .values(['a', 'b'].map((id) => ({ id, title: id })))
        .execute();
      expect((await queries.updateTable('shows').set({ title: 'x' }).executeTakeFirst()).numUpdatedRows).toBe(2n);
      expect((await queries.deleteFrom('shows').where('id', '=', 'none').executeTakeFirst()).numDeletedRows).toBe(0n);
    });
  });

  describe('errors', () => {
    it('say in one line what the database refused', async () => {
      const insert = () => at().queries.insertInto('shows').values({ id: 'a', title: 'A' }).execute();
      await insert();
      const error: unknown = await insert().catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        name: 'DatabaseError',
        code: 'database.duplicate',
        retryable: false,
        offence: { table: 'shows', constraint: 'shows_pkey' },
      });
      expect((error as Error).message).toMatch(/^The [^\n]+ reports "[^\n]+Key \(id\)=\(a\) already exists\."\.$/);
    });

    it.each([
      ['a broken statement', 'selec 1', 'database.query-failed'],
      ['an unknown table', 'select * from nowhere', 'database.query-failed'],
      ['a value of the wrong type', "select 'x'::int4", 'database.invalid-value'],
      ['a division by zero', 'select 1 / 0', 'database.invalid-value'],
    ])('%s', async (_, text, code) => {
      await expect(sql.raw(text).execute(at().queries)).rejects.toMatchObject({ code, retryable: false });
      await at().check();
    });
  });
}
