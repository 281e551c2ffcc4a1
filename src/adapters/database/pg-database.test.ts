import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres, whyNoPostgres } from '../../../fixtures/servers/postgres-server.ts';
import { testDatabase } from './conformance.ts';
import { connectPg, openPgDatabase } from './pg-database.ts';

const missing = whyNoPostgres();
/** The password is part of the URL, and must be in no message. */
const SECRET = /horse|secret/;

const refusal = async (url: string): Promise<Error> => {
  const opened = openPgDatabase({ url });
  const error: unknown = await opened.then(
    (database) => database.close(),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('It opened.');
  expect(error.message).not.toMatch(/\n/);
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    expect(JSON.stringify([at, at.stack])).not.toMatch(SECRET);
  return error;
};

describe.skipIf(missing !== null)(`on a PostgreSQL server${missing ? `: ${missing}` : ''}`, () => {
  let server: PostgresServer;
  let url: string;
  beforeAll(async () => {
    server = await startPostgres();
    url = await server.newDatabase();
  });
  afterAll(() => server?.stop());

  testDatabase('PostgreSQL', () =>
    Promise.resolve({
      // Debian has no package of pgvector.
      vectorSearch: 'exact',
      async empty() {
        const own = await server.newDatabase();
        return () => Promise.resolve(connectPg({ url: own }));
      },
    }),
  );

  it('is named without user and password', async () => {
    const database = await openPgDatabase({ url });
    expect(database).toMatchObject({ kind: 'postgres' });
    expect(database.description).toMatch(
      new RegExp(`^PostgreSQL \\d+\\.\\d+, the PostgreSQL server at 127\\.0\\.0\\.1:${server.port}, database trial_1$`),
    );
    await database.close();
  });

  it('refuses a wrong password and a missing database, naming the server', async () => {
    const place = `127.0.0.1:${server.port}`;
    const wrong = await refusal(url.replace(/:[^:@]+@/, ':secret@'));
    expect(wrong).toMatchObject({ code: 'database.refused', retryable: false });
    expect(wrong.message).toContain(place);
    const missingDatabase = await refusal(url.replace('trial_1', 'nowhere'));
    expect(missingDatabase).toMatchObject({ code: 'database.refused', message: expect.stringContaining('nowhere') });
  });

  it('lets many work at once', async () => {
    const database = await openPgDatabase({ url, connections: 2 });
    await Promise.all(Array.from({ length: 20 }, () => database.check()));
    await database.close();
  });

  it('tells a deadlock from other errors, as worth a retry', async () => {
    const database = await openPgDatabase({ url });
    for (const id of ['a', 'b']) await database.queries.insertInto('shows').values({ id, title: id }).execute();
    const touched: (() => void)[] = [];
    const bothTouched = new Promise<void>((resolve) => {
      touched.push(() => touched.push(resolve) > 2 && resolve());
    });
    const crosswise = (first: string, second: string) =>
      database.transaction(async (transaction) => {
        const touch = (id: string) =>
          transaction.updateTable('shows').set({ title: 'x' }).where('id', '=', id).execute();
        await touch(first);
        touched[0]?.();
        await bothTouched;
        await touch(second);
      });
    const results = await Promise.allSettled([crosswise('a', 'b'), crosswise('b', 'a')]);
    const failed = results.filter((result) => result.status === 'rejected');
    expect(failed.map(({ reason }) => reason)).toMatchObject([{ code: 'database.conflict', retryable: true }]);
    await database.close();
  });

  it('outlives a crash of the server: errors while it is away, work when it is back, nothing half done', async () => {
    const database = await openPgDatabase({ url });
    await database.queries.insertInto('shows').values({ id: 'before', title: 'x' }).execute();
    const unreachable = { code: 'database.unreachable', retryable: true };
    await expect(
      database.transaction(async (transaction) => {
        await transaction.insertInto('shows').values({ id: 'lost', title: 'x' }).execute();
        await server.kill();
        await transaction.selectFrom('shows').selectAll().execute();
      }),
    ).rejects.toMatchObject(unreachable);
    await expect(database.check()).rejects.toMatchObject({
      ...unreachable,
      message: expect.stringMatching(
        /^The PostgreSQL server at 127\.0\.0\.1:\d+, database trial_1 reports "[^\n]+": start/,
      ),
    });
    await server.start();
    await database.check();
    const ids = await database.queries.selectFrom('shows').select('id').where('id', 'in', ['before', 'lost']).execute();
    expect(ids).toEqual([{ id: 'before' }]);
    await database.close();
  });
});

describe('without a PostgreSQL server', () => {
  it('names where it looked, never the password, and is worth a retry', async () => {
    const error = await refusal('postgresql://me:secret@127.0.0.1:9/screenalytics');
    expect(error).toMatchObject({ code: 'database.unreachable', retryable: true });
    expect(error.message).toContain('127.0.0.1:9');
  });

  it.each(['postgresql://me:secret@[bad', 'not a url secret'])(
    'refuses the URL %s without repeating it',
    async (url) => {
      const error = await refusal(url);
      expect(error).toMatchObject({ code: expect.stringMatching(/^database\.(refused|unreachable)$/) });
      expect(error.message).toContain('DATABASE_URL');
    },
  );
});
