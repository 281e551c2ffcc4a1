/** Keys of programs. */
import { describe, expect, it } from 'vitest';
import { BY, browse, type Trial } from './trial.test-support.ts';

const HOUR_MS = 3_600_000;
const bearer = (key: string): Headers => new Headers({ authorization: `Bearer ${key}` });

export function testApiKeys(at: () => Trial): void {
  describe('an API key', () => {
    it('acts for its account, in either header, and is shown once', async () => {
      const { accounts, add, database } = at();
      const { id } = await add('vera', 'reviewer');
      const { key, ...shown } = await accounts.keys.create({ accountId: id, name: ' nightly ', role: 'viewer' }, BY);
      expect(key).toMatch(/^scr_[\w-]{43}$/);
      expect(shown).toMatchObject({
        accountId: id,
        name: 'nightly',
        role: 'viewer',
        expiresAt: null,
        lastUsedAt: null,
      });
      expect(shown.prefix).toBe(key.slice(0, 10));
      const actor = { id, name: 'vera', email: 'vera@example.org', role: 'viewer', by: 'api-key' };
      expect(await accounts.actorOf(bearer(key))).toEqual(actor);
      expect(await accounts.actorOf(new Headers({ authorization: `bearer  ${key}` }))).toEqual(actor);
      expect(await accounts.actorOf(new Headers({ 'x-api-key': key }))).toEqual(actor);
      expect(await accounts.keys.list(id)).toMatchObject([{ id: shown.id, prefix: shown.prefix }]);
      const stored = await database.queries.selectFrom('api_keys').selectAll().execute();
      expect(JSON.stringify(stored)).not.toContain(key.slice(10));
    });

    it('is listed newest first, of one account or of all', async () => {
      const { accounts, add, clock } = at();
      const [vera, axel] = [await add('vera', 'viewer'), await add('axel', 'admin')];
      for (const [name, accountId] of [
        ['a', vera.id],
        ['b', axel.id],
        ['c', vera.id],
      ] as const) {
        await accounts.keys.create({ accountId, name, role: 'viewer' }, BY);
        clock.advance(1000);
      }
      const names = async (accountId: string | null) => (await accounts.keys.list(accountId)).map(({ name }) => name);
      expect(await names(null)).toEqual(['c', 'b', 'a']);
      expect(await names(vera.id)).toEqual(['c', 'a']);
      expect(await names('nobody')).toEqual([]);
    });

    it('may not do more than its account, now or later', async () => {
      const { accounts, add } = at();
      await add('axel', 'admin');
      const { id } = await add('vera', 'reviewer');
      const create = (role: 'viewer' | 'reviewer' | 'admin') =>
        accounts.keys.create({ accountId: id, name: role, role }, BY);
      await expect(create('admin')).rejects.toMatchObject({
        code: 'accounts.role-too-high',
        message: 'The account is reviewer, so its key cannot be admin: choose reviewer or less.',
      });
      const [viewer, reviewer] = [await create('viewer'), await create('reviewer')];
      const roles = async () => [
        (await accounts.actorOf(bearer(viewer.key)))?.role,
        (await accounts.actorOf(bearer(reviewer.key)))?.role,
      ];
      expect(await roles()).toEqual(['viewer', 'reviewer']);
      await accounts.setRole(id, 'viewer', BY);
      expect(await roles()).toEqual(['viewer', 'viewer']);
      await accounts.setRole(id, 'admin', BY);
      expect(await roles()).toEqual(['viewer', 'reviewer']);
    });

    it('ends at its time, when it is revoked, and rests while the account is disabled', async () => {
      const { accounts, add, clock } = at();
      const { id } = await add('vera', 'viewer');
      const expiresAt = new Date(clock.now() + HOUR_MS);
      const short = await accounts.keys.create({ accountId: id, name: 'short', role: 'viewer', expiresAt }, BY);
      const long = await accounts.keys.create({ accountId: id, name: 'long', role: 'viewer' }, BY);
      expect(short.expiresAt).toEqual(expiresAt);
      clock.advance(HOUR_MS - 1);
      expect(await accounts.actorOf(bearer(short.key))).toMatchObject({ id });
      clock.advance(1);
      expect(await accounts.actorOf(bearer(short.key))).toBeNull();
      await accounts.disable(id, BY);
      expect(await accounts.actorOf(bearer(long.key))).toBeNull();
      await accounts.enable(id, BY);
      expect(await accounts.actorOf(bearer(long.key))).toMatchObject({ id });
      await accounts.keys.revoke(long.id, BY);
      expect(await accounts.actorOf(bearer(long.key))).toBeNull();
      for (const gone of [long.id, 'long']) {
        await expect(accounts.keys.revoke(gone, BY)).rejects.toMatchObject({ code: 'accounts.no-such-key' });
      }
    });

    it('is not made for the past, without a name, or for a disabled account', async () => {
      const { accounts, add, clock } = at();
      const { id } = await add('vera', 'viewer');
      const create = (part: object) => accounts.keys.create({ accountId: id, name: 'k', role: 'viewer', ...part }, BY);
      await expect(create({ expiresAt: new Date(clock.now()) })).rejects.toMatchObject({
        code: 'accounts.invalid-expiry',
      });
      await expect(create({ name: '' })).rejects.toMatchObject({ code: 'accounts.invalid-name' });
      await accounts.disable(id, BY);
      await expect(create({})).rejects.toMatchObject({ code: 'accounts.no-such-account' });
    });

    it('says when it was last used, to the minute', async () => {
      const { accounts, add, clock } = at();
      const { id } = await add('vera', 'viewer');
      const { key } = await accounts.keys.create({ accountId: id, name: 'k', role: 'viewer' }, BY);
      const lastUsed = async () => (await accounts.keys.list(id))[0]?.lastUsedAt?.getTime();
      const first = clock.now();
      await accounts.actorOf(bearer(key));
      expect(await lastUsed()).toBe(first);
      clock.advance(59_999);
      await accounts.actorOf(bearer(key));
      expect(await lastUsed()).toBe(first);
      clock.advance(1);
      await accounts.actorOf(bearer(key));
      expect(await lastUsed()).toBe(first + 60_000);
    });

    it('is nobody when it is wrong, whatever the cookie says; other ways to authorize are left alone', async () => {
      const { accounts, add } = at();
      const { id } = await add('vera', 'viewer');
      const { key } = await accounts.keys.create({ accountId: id, name: 'k', role: 'viewer' }, BY);
      const cookie = (await browse(accounts, 'vera@example.org')).get('cookie') ?? '';
      const wrong = [`${key}x`, key.slice(0, -1), `scr_${'A'.repeat(43)}`, 'secret', "' or true --"];
      for (const text of wrong) expect(await accounts.actorOf(new Headers({ 'x-api-key': text, cookie }))).toBeNull();
      expect(await accounts.actorOf(new Headers({ authorization: 'Bearer wrong', cookie }))).toBeNull();
      expect(await accounts.actorOf(new Headers({ authorization: 'Basic dmVyYTp4', cookie }))).toMatchObject({ id });
      expect(await accounts.actorOf(new Headers())).toBeNull();
    });
  });
}
