import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres, whyNoPostgres } from '../../../fixtures/servers/postgres-server.ts';
import { openPgDatabase } from '../database/pg-database.ts';
import { openPgliteDatabase } from '../database/pglite-database.ts';
import { testAccounts } from './conformance.ts';
import { browse, outcome, send, signIn, startTrial } from './trial.test-support.ts';

describe('on the embedded database', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'accounts-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  testAccounts('embedded PostgreSQL', () => openPgliteDatabase({ folder: path.join(folder, 'database') }));
});

const missing = whyNoPostgres();
describe.skipIf(missing !== null)(`on a PostgreSQL server${missing ? `: ${missing}` : ''}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());

  testAccounts('PostgreSQL', async () => openPgDatabase({ url: await server.newDatabase() }));

  it('refuses a sign-in that comes to its session while the account is being disabled', async () => {
    const database = await openPgDatabase({ url: await server.newDatabase() });
    const { accounts, add } = await startTrial(database);
    const { id } = await add('vera', 'viewer');
    const { queries } = database;
    const waiting = async (): Promise<boolean> =>
      (await sql`select from pg_locks where not granted`.execute(queries)).rows.length > 0;
    const disabling = await queries.startTransaction().execute();
    await disabling.updateTable('accounts').set({ disabled_at: new Date() }).where('id', '=', id).execute();
    const signingIn = signIn(accounts, { email: 'vera@example.org' });
    await expect.poll(waiting, { timeout: 30_000 }).toBe(true);
    await disabling.commit().execute();
    expect((await signingIn).status).toBe(401);
    expect(await queries.selectFrom('account_sessions').selectAll().execute()).toEqual([]);
    await database.close();
  });

  it('says so when the database is gone: nobody is let in, and nobody is told to be signed out', async () => {
    const database = await openPgDatabase({ url: await server.newDatabase() });
    const { accounts, add } = await startTrial(database);
    await add('vera', 'viewer');
    const headers = await browse(accounts, 'vera@example.org');
    await database.close();
    const closed = { code: 'database.closed' };
    await expect(accounts.actorOf(headers)).rejects.toMatchObject(closed);
    await expect(signIn(accounts, { email: 'vera@example.org' })).rejects.toMatchObject(closed);
    await expect(send(accounts, 'POST /auth/sign-out', headers)).rejects.toMatchObject(closed);
    const session = await outcome(await send(accounts, 'GET /auth/get-session', headers));
    expect(session).toMatchObject({ status: 500, body: { code: 'accounts.failed' } });
  });
});
