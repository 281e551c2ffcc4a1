/** Transactions of every database: all or nothing, nested, side by side. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Database, OpenTransaction, Queries } from './port.ts';

const add = (queries: Queries, id: string) => queries.insertInto('shows').values({ id, title: id }).execute();
const ids = async (queries: Queries): Promise<string[]> =>
  (await queries.selectFrom('shows').select('id').orderBy('id').execute()).map(({ id }) => id);

/** A promise to be fulfilled from outside. */
function signal(): { readonly given: Promise<void>; give(): void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

export function testTransactions(at: () => Database): void {
  describe('transactions', () => {
    it('commit together and give what the work returns', async () => {
      const result = await at().transaction(async (transaction) => {
        await add(transaction, 'a');
        await add(transaction, 'b');
        return ids(transaction);
      });
      expect(result).toEqual(['a', 'b']);
      expect(await ids(at().queries)).toEqual(['a', 'b']);
    });

    it('leave nothing when the work throws, and pass its error on', async () => {
      const reason = new Error('changed my mind');
      const work = async (transaction: OpenTransaction) => {
        await add(transaction, 'a');
        throw reason;
      };
      await expect(at().transaction(work)).rejects.toBe(reason);
      expect(await ids(at().queries)).toEqual([]);
    });

    it('leave nothing when a query fails, also when the work goes on', async () => {
      const work = async (transaction: OpenTransaction) => {
        await add(transaction, 'a');
        await add(transaction, 'a').catch(() => {});
      };
      await expect(at().transaction(work)).rejects.toThrow();
      expect(await ids(at().queries)).toEqual([]);
    });

    it('go back to a savepoint and go on, nested', async () => {
      const { queries } = at();
      const outer = await queries.startTransaction().execute();
      await add(outer, 'outer');
      const first = await outer.savepoint('first').execute();
      await add(first, 'first');
      const second = await first.savepoint('second').execute();
      await expect(add(second, 'outer')).rejects.toMatchObject({ code: 'database.duplicate' });
      await second.rollbackToSavepoint('second').execute();
      await add(second, 'second');
      await second.releaseSavepoint('first').execute();
      await outer.commit().execute();
      expect(await ids(queries)).toEqual(['first', 'outer', 'second']);
    });

    it('refuse a query beside themselves, and only while they last', async () => {
      const { queries } = at();
      const outside = { code: 'database.outside-transaction' };
      let late: Promise<unknown> | undefined;
      const { given, give } = signal();
      await at().transaction(async () => {
        await expect(ids(queries)).rejects.toMatchObject(outside);
        await expect(at().transaction(() => Promise.resolve())).rejects.toMatchObject(outside);
        late = given.then(() => ids(queries));
      });
      give();
      expect(await late).toEqual([]);
    });

    it('do not see what others have not committed', async () => {
      const written = signal();
      const writing = at().transaction(async (transaction) => {
        await add(transaction, 'a');
        written.give();
      });
      await written.given;
      // The embedded database answers after the commit, a server perhaps before: never with half of it.
      expect([[], ['a']]).toContainEqual(await ids(at().queries));
      await writing;
    });

    it('that wait for a row see what the one before left', async () => {
      await add(at().queries, 'counter');
      const increment = () =>
        at().transaction(async (transaction) => {
          const { title } = await transaction
            .selectFrom('shows')
            .select('title')
            .where('id', '=', 'counter')
            .forUpdate()
            .executeTakeFirstOrThrow();
          const next = String((Number(title) || 0) + 1);
          await transaction.updateTable('shows').set({ title: next }).where('id', '=', 'counter').execute();
        });
      await Promise.all(Array.from({ length: 20 }, increment));
      expect(await at().queries.selectFrom('shows').select('title').executeTakeFirst()).toEqual({ title: '20' });
    });

    it('that skip locked rows take each row once', async () => {
      const { queries } = at();
      await sql`create table trial (id int4 primary key, taken bool not null default false)`.execute(queries);
      await sql`insert into trial (id) select generate_series(1, 30)`.execute(queries);
      const take = () =>
        at().transaction(async (transaction) => {
          const { rows } = await sql<{ id: number }>`
            update trial set taken = true
            where id in (select id from trial where not taken order by id limit 3 for update skip locked) returning id
          `.execute(transaction);
          return rows.map(({ id }) => id);
        });
      const taken = (await Promise.all(Array.from({ length: 10 }, take))).flat();
      expect(new Set(taken).size).toBe(taken.length);
      expect(taken.length).toBeGreaterThanOrEqual(3);
    });

    it('that name an old version change nothing', async () => {
      const { queries } = at();
      await add(queries, 'rhobh');
      const { id } = await queries
        .insertInto('people')
        .values({ show_id: 'rhobh', name: 'Lisa' })
        .returning('id')
        .executeTakeFirstOrThrow();
      const rename = (name: string) =>
        queries
          .updateTable('people')
          .set((row) => ({ name, version: row('version', '+', 1) }))
          .where('id', '=', id)
          .where('version', '=', 1)
          .executeTakeFirst();
      const results = await Promise.all(['Kyle', 'Erika'].map(rename));
      expect(results.map(({ numUpdatedRows }) => numUpdatedRows).sort()).toEqual([0n, 1n]);
    });

    it('keep a hundred at once apart', async () => {
      const names = Array.from({ length: 100 }, (_, number) => `show-${String(number).padStart(3, '0')}`);
      const work = (name: string, number: number) =>
        at().transaction(async (transaction) => {
          await add(transaction, name);
          if (number % 2 === 1) throw new Error('odd');
        });
      await Promise.allSettled(names.map(work));
      expect(await ids(at().queries)).toEqual(names.filter((_, number) => number % 2 === 0));
    });
  });
}
