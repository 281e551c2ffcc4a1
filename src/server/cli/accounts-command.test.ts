/** `screenalytics accounts …` on an embedded database. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Accounts } from '../../adapters/accounts/port.ts';
import { composeAccounts } from '../compose.ts';
import { readConfig } from '../config.ts';
import { type OpenStores, openStores } from '../results/open-stores.test-support.ts';
import type { CommandContext } from './command-context.ts';
import { endingOf } from './exit-codes.ts';
import { createProgram } from './program.ts';

let directory: string;
let stores: OpenStores;
let accounts: Accounts;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'screenalytics-accounts-'));
  stores = await openStores(directory);
  const parts = { database: stores.database, secret: 's'.repeat(40), baseUrl: 'http://localhost' };
  accounts = await composeAccounts(readConfig({}).server, parts);
  const ana = { email: 'ana@example.org', name: 'Ana', role: 'reviewer', password: 'correct horse' } as const;
  await accounts.createAccount(ana, 'test');
});
afterAll(async () => {
  await stores.close();
  await rm(directory, { recursive: true, force: true });
});

async function cli(...args: string[]) {
  const said = { code: 0, out: '', err: '' };
  const absent = () => Promise.reject(new Error('not used here'));
  const context: CommandContext = {
    terminal: {
      colour: false,
      columns: null,
      out(text) {
        said.out += text;
      },
      err(text) {
        said.err += text;
      },
    },
    frames: absent,
    models: absent,
    transcoder: absent,
    accounts: () => Promise.resolve({ accounts, close: () => Promise.resolve() }),
    version: '1',
    signal: new AbortController().signal,
    setExitCode(code) {
      said.code = code;
    },
  };
  try {
    await createProgram(context).parseAsync(['accounts', ...args], { from: 'user' });
  } catch (error) {
    const ending = endingOf(error, false);
    return { ...said, code: ending.code, err: said.err + ending.text };
  }
  return said;
}

it('makes, lists and revokes keys', async () => {
  const made = await cli('create-key', '--email', 'Ana@example.org', '--name', 'report', '--days', '30');
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^scr_\S+\n$/) });
  const key = made.out.trim();
  expect(made.err).not.toContain(key);
  const asKey = () => accounts.actorOf(new Headers({ authorization: `Bearer ${key}` }));
  expect(await asKey()).toMatchObject({ email: 'ana@example.org', role: 'viewer', by: 'api-key' });

  const listed = await cli('keys', '--email', 'ana@example.org');
  expect(listed.out).toContain('report');
  expect(listed.out).not.toContain(key);
  const [, row = ''] = listed.out.split('\n');
  const [id = ''] = row.split(' ');
  expect(await cli('revoke-key', id)).toMatchObject({ code: 0, out: `Key ${id} is revoked.\n` });
  expect(await asKey()).toBeNull();
  expect((await cli('keys')).out).toBe('There are no API keys.\n');
});

it('says what is wrong', async () => {
  const asAdmin = await cli('create-key', '--email', 'ana@example.org', '--name', 'x', '--role', 'admin');
  expect(asAdmin).toMatchObject({ code: 2, out: '', err: expect.stringContaining('reviewer') });
  const nobody = await cli('create-key', '--email', 'bo@example.org', '--name', 'x');
  expect(nobody).toMatchObject({ code: 2, err: expect.stringContaining('accounts create') });
  expect(await cli('create-key', '--email', 'ana@example.org', '--name', 'x', '--days', '0')).toMatchObject({
    code: 2,
  });
  expect(await cli('revoke-key', 'nothing')).toMatchObject({ code: 2, out: '' });
});
