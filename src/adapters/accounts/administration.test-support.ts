/** What admins do to accounts, and what stands in the audit log. */
import { describe, expect, it } from 'vitest';
import type { Accounts, NewAccount } from './port.ts';
import { BY, browse, PASSWORD, type Trial } from './trial.test-support.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const VERA: NewAccount = { email: 'vera@example.org', name: 'Vera', role: 'viewer', password: PASSWORD };

export function testAdministration(at: () => Trial): void {
  describe('accounts', () => {
    it('are listed by name, and say nothing of passwords', async () => {
      const { accounts } = at();
      const vera = await accounts.createAccount({ ...VERA, email: ' Vera@Example.ORG ' }, BY);
      const axel = await accounts.createAccount(
        { ...VERA, email: 'axel@example.org', name: 'Axel', role: 'admin' },
        BY,
      );
      expect(vera).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        name: 'Vera',
        email: 'vera@example.org',
        role: 'viewer',
        createdAt: expect.any(Date),
        disabledAt: null,
      });
      expect(await accounts.listAccounts()).toEqual([axel, vera]);
    });

    it('have one e-mail address each, also when two are made at once', async () => {
      const { accounts } = at();
      const made = await Promise.allSettled([1, 2].map(() => accounts.createAccount(VERA, BY)));
      expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      await expect(accounts.createAccount({ ...VERA, email: 'VERA@example.org' }, BY)).rejects.toMatchObject({
        code: 'accounts.email-taken',
        message: 'There is an account for vera@example.org already: change that one.',
      });
    });

    it.each([
      [{ email: 'vera' }, 'accounts.invalid-email'],
      [{ email: 'vera@example.org\r\nbcc: all@example.org' }, 'accounts.invalid-email'],
      [{ email: `${'v'.repeat(250)}@example.org` }, 'accounts.invalid-email'],
      [{ name: ' ' }, 'accounts.invalid-name'],
      [{ password: 'nine char' }, 'accounts.invalid-password'],
      [{ password: 'x'.repeat(129) }, 'accounts.invalid-password'],
    ])('are not made of %j', async (part, code) => {
      const { accounts } = at();
      const error: unknown = await accounts.createAccount({ ...VERA, ...part }, BY).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code, retryable: false });
      if ('password' in part) expect((error as Error).message).not.toContain(part.password);
      expect(await accounts.listAccounts()).toEqual([]);
    });

    it('change role for sessions that go on', async () => {
      const { accounts, add } = at();
      const { id } = await add('vera', 'viewer');
      const headers = await browse(accounts, 'vera@example.org');
      await accounts.setRole(id, 'reviewer', BY);
      expect(await accounts.actorOf(headers)).toMatchObject({ role: 'reviewer' });
    });

    it('go with their sessions, keys and passwords', async () => {
      const { accounts, add, database } = at();
      await add('axel', 'admin');
      const { id } = await add('vera', 'admin');
      const headers = await browse(accounts, 'vera@example.org');
      const { key } = await accounts.keys.create({ accountId: id, name: 'k', role: 'viewer' }, BY);
      await accounts.deleteAccount(id, BY);
      expect(await accounts.actorOf(headers)).toBeNull();
      expect(await accounts.actorOf(new Headers({ 'x-api-key': key }))).toBeNull();
      expect((await accounts.listAccounts()).map(({ name }) => name)).toEqual(['axel']);
      for (const table of ['account_sessions', 'api_keys'] as const) {
        expect(await database.queries.selectFrom(table).selectAll().execute()).toEqual([]);
      }
      const credentials = await database.queries.selectFrom('account_credentials').select('account_id').execute();
      expect(credentials).toHaveLength(1);
    });

    const changes: readonly [string, (accounts: Accounts, id: string) => Promise<void>][] = [
      ['demoting', (accounts, id) => accounts.setRole(id, 'reviewer', BY)],
      ['disabling', (accounts, id) => accounts.disable(id, BY)],
      ['deleting', (accounts, id) => accounts.deleteAccount(id, BY)],
    ];
    it.each(changes)('keep their last admin from %s', async (_, change) => {
      const { accounts, add } = at();
      const { id } = await add('axel', 'admin');
      const former = await add('former', 'admin');
      await accounts.disable(former.id, BY);
      await expect(change(accounts, id)).rejects.toMatchObject({
        code: 'accounts.last-admin',
        message: 'axel is the only admin: make somebody else an admin first.',
      });
      expect(await accounts.listAccounts()).toMatchObject([
        { name: 'axel', role: 'admin', disabledAt: null },
        former.id && {},
      ]);
      await accounts.enable(former.id, BY);
      await change(accounts, id);
    });

    it('keep one admin when all are taken away at once', async () => {
      const { accounts, add } = at();
      const admins = [
        await add('a', 'admin'),
        await add('b', 'admin'),
        await add('c', 'admin'),
        await add('d', 'admin'),
      ];
      const taken = await Promise.allSettled(
        admins.map(({ id }, number) => changes[number % changes.length]?.[1](accounts, id)),
      );
      const refused = taken.filter((each) => each.status === 'rejected');
      expect(refused.map(({ reason }) => reason)).toMatchObject([{ code: 'accounts.last-admin' }]);
      const left = (await accounts.listAccounts()).filter(({ role, disabledAt }) => role === 'admin' && !disabledAt);
      expect(left).toHaveLength(1);
    });

    it('change their own password if they know it, and then sign in afresh', async () => {
      const { accounts, add } = at();
      const { id } = await add('vera', 'viewer');
      const headers = await browse(accounts, 'vera@example.org');
      const { key } = await accounts.keys.create({ accountId: id, name: 'k', role: 'viewer' }, BY);
      const change = (current: string, wanted: string) => accounts.changeOwnPassword(id, { current, wanted });
      const wanted = 'another horse battery';
      await expect(change('a wrong guess', wanted)).rejects.toMatchObject({ code: 'accounts.wrong-credentials' });
      await expect(change(PASSWORD, 'short')).rejects.toMatchObject({ code: 'accounts.invalid-password' });
      expect(await accounts.actorOf(headers)).toMatchObject({ id });
      await change(PASSWORD, wanted);
      expect(await accounts.actorOf(headers)).toBeNull();
      expect(await accounts.actorOf(new Headers({ 'x-api-key': key }))).toMatchObject({ id });
      await expect(change(PASSWORD, wanted)).rejects.toMatchObject({ code: 'accounts.wrong-credentials' });
      await expect(accounts.changeOwnPassword(NOBODY, { current: PASSWORD, wanted })).rejects.toMatchObject({
        code: 'accounts.no-such-account',
      });
      const guesses: unknown[] = [];
      for (let guess = 0; guess < 10; guess++)
        guesses.push(await change('guess', wanted).catch((error: unknown) => error));
      expect(guesses.at(-1)).toMatchObject({ code: 'accounts.too-many-attempts' });
    });

    it.each([NOBODY, 'vera', ''])('that do not exist cannot be changed: "%s"', async (id) => {
      const { accounts } = at();
      const missing = { code: 'accounts.no-such-account' };
      for (const [, change] of changes) await expect(change(accounts, id)).rejects.toMatchObject(missing);
      await expect(accounts.enable(id, BY)).rejects.toMatchObject(missing);
      await expect(accounts.resetPassword(id, PASSWORD, BY)).rejects.toMatchObject(missing);
      await expect(accounts.keys.create({ accountId: id, name: 'k', role: 'viewer' }, BY)).rejects.toMatchObject(
        missing,
      );
      expect(await at().auditLog()).toEqual([]);
    });
  });

  describe('the audit log', () => {
    it('has every change, once, and no password and no key', async () => {
      const { accounts, add, auditLog, database } = at();
      await add('axel', 'admin');
      const { id } = await add('vera', 'viewer');
      const { id: keyId, key } = await accounts.keys.create({ accountId: id, name: 'nightly', role: 'viewer' }, id);
      for (const _ of [1, 2]) await accounts.setRole(id, 'reviewer', BY);
      for (const _ of [1, 2]) await accounts.disable(id, BY);
      for (const _ of [1, 2]) await accounts.enable(id, BY);
      await accounts.resetPassword(id, 'another horse battery', BY);
      await accounts.keys.revoke(keyId, BY);
      await accounts.deleteAccount(id, BY);
      const ofVera = (action: string, detail: object = {}) => ({ actor: BY, action, subject_id: id, detail });
      const email = 'vera@example.org';
      expect((await auditLog()).slice(1)).toEqual([
        ofVera('account.create', { email, role: 'viewer' }),
        {
          actor: id,
          action: 'api-key.create',
          subject_id: keyId,
          detail: { accountId: id, name: 'nightly', role: 'viewer', expiresAt: null },
        },
        ofVera('account.set-role', { from: 'viewer', to: 'reviewer' }),
        ofVera('account.disable'),
        ofVera('account.enable'),
        ofVera('account.reset-password'),
        { actor: BY, action: 'api-key.revoke', subject_id: keyId, detail: { accountId: id, name: 'nightly' } },
        ofVera('account.delete', { email, role: 'reviewer' }),
      ]);
      const stored = JSON.stringify([
        await auditLog(),
        await database.queries.selectFrom('account_credentials').selectAll().execute(),
      ]);
      for (const secret of [PASSWORD, 'another horse battery', key]) expect(stored).not.toContain(secret);
    });

    it('is part of the change: what cannot be written down does not happen', async () => {
      const { accounts, add } = at();
      const unnamed = '';
      const { id } = await add('axel', 'admin');
      await add('vera', 'admin');
      const { id: keyId } = await accounts.keys.create({ accountId: id, name: 'k', role: 'viewer' }, BY);
      const before = [await accounts.listAccounts(), await accounts.keys.list(null)];
      const headers = await browse(accounts, 'axel@example.org');
      const attempts = [
        () => accounts.createAccount({ ...VERA, email: 'new@example.org' }, unnamed),
        () => accounts.setRole(id, 'viewer', unnamed),
        () => accounts.disable(id, unnamed),
        () => accounts.deleteAccount(id, unnamed),
        () => accounts.resetPassword(id, 'another horse battery', unnamed),
        () => accounts.keys.create({ accountId: id, name: 'k2', role: 'viewer' }, unnamed),
        () => accounts.keys.revoke(keyId, unnamed),
      ];
      for (const change of attempts) await expect(change()).rejects.toMatchObject({ code: 'database.invalid-value' });
      expect([await accounts.listAccounts(), await accounts.keys.list(null)]).toEqual(before);
      expect(await accounts.actorOf(headers)).toMatchObject({ id, role: 'admin' });
      await browse(accounts, 'axel@example.org');
    });
  });
}
