import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { openPgDatabase } from '../database/pg-database.ts';
import { openPgliteDatabase } from '../database/pglite-database.ts';
import { type PostgresServer, startPostgres, whyNoPostgres } from '../database/postgres-server.test-support.ts';
import { testAccounts } from './conformance.ts';

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
});
