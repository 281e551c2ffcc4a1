import { z } from 'zod';
import type { Account, Accounts, ApiKey } from '../../../adapters/accounts/port.ts';
import { UserError } from '../../../errors.ts';
import { admin, router, viewer } from '../../api/procedures.ts';
import * as shape from '../../contract/accounts.ts';

const tags = ['accounts'];
const done = z.object({ id: z.string() });

export const accountsRouter = router({
  me: viewer
    .meta({ openapi: { method: 'GET', path: '/me', tags, summary: 'Who you are to the server' } })
    .input(z.object({}))
    .output(shape.me)
    .query(({ ctx }) => {
      const { id, name, role } = ctx.actor;
      return { id, name, role, signsIn: ctx.services.accounts !== null };
    }),

  changeOwnPassword: viewer
    .meta({
      openapi: { method: 'PUT', path: '/me/password', tags, summary: 'Change your password; ends your sessions' },
    })
    .input(shape.changeOwnPassword)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      const { id } = ctx.actor;
      await used(ctx.services.accounts).changeOwnPassword(id, input);
      return { id };
    }),

  list: admin
    .meta({ openapi: { method: 'GET', path: '/accounts', tags, summary: 'All accounts' } })
    .input(z.object({}))
    .output(z.object({ items: z.array(shape.account) }))
    .query(async ({ ctx }) => ({ items: (await used(ctx.services.accounts).listAccounts()).map(showAccount) })),

  create: admin
    .meta({ openapi: { method: 'POST', path: '/accounts', tags, summary: 'Make an account' } })
    .input(shape.createAccount)
    .output(shape.account)
    .mutation(async ({ ctx, input }) =>
      showAccount(await used(ctx.services.accounts).createAccount(input, ctx.actor.id)),
    ),

  setRole: admin
    .meta({ openapi: { method: 'PUT', path: '/accounts/{id}/role', tags, summary: 'Give an account another role' } })
    .input(shape.setRole)
    .output(done)
    .mutation(async ({ ctx, input: { id, role } }) => {
      await used(ctx.services.accounts).setRole(id, role, ctx.actor.id);
      return { id };
    }),

  setEnabled: admin
    .meta({
      openapi: {
        method: 'PUT',
        path: '/accounts/{id}/enabled',
        tags,
        summary: 'Disable an account, or enable it again',
      },
    })
    .input(shape.setEnabled)
    .output(done)
    .mutation(async ({ ctx, input: { id, enabled } }) => {
      const accounts = used(ctx.services.accounts);
      await (enabled ? accounts.enable(id, ctx.actor.id) : accounts.disable(id, ctx.actor.id));
      return { id };
    }),

  resetPassword: admin
    .meta({
      openapi: { method: 'PUT', path: '/accounts/{id}/password', tags, summary: 'Set a password; ends sessions' },
    })
    .input(shape.resetPassword)
    .output(done)
    .mutation(async ({ ctx, input: { id, password } }) => {
      await used(ctx.services.accounts).resetPassword(id, password, ctx.actor.id);
      return { id };
    }),

  delete: admin
    .meta({ openapi: { method: 'DELETE', path: '/accounts/{id}', tags, summary: 'Delete an account and its keys' } })
    .input(shape.oneAccount)
    .output(done)
    .mutation(async ({ ctx, input: { id } }) => {
      await used(ctx.services.accounts).deleteAccount(id, ctx.actor.id);
      return { id };
    }),

  keys: admin
    .meta({ openapi: { method: 'GET', path: '/keys', tags, summary: 'API keys, without the keys themselves' } })
    .input(z.object({}))
    .output(z.object({ items: z.array(shape.apiKey) }))
    .query(async ({ ctx }) => ({ items: (await used(ctx.services.accounts).keys.list(null)).map(showKey) })),

  createKey: admin
    .meta({ openapi: { method: 'POST', path: '/keys', tags, summary: 'Make an API key; it is shown this once' } })
    .input(shape.createKey)
    .output(shape.createdKey)
    .mutation(async ({ ctx, input: { expiresAt, ...wanted } }) => {
      const until = expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) };
      const made = await used(ctx.services.accounts).keys.create({ ...wanted, ...until }, ctx.actor.id);
      return { ...showKey(made), key: made.key };
    }),

  revokeKey: admin
    .meta({ openapi: { method: 'DELETE', path: '/keys/{id}', tags, summary: 'End an API key' } })
    .input(z.object({ id: z.string().min(1).max(100) }))
    .output(done)
    .mutation(async ({ ctx, input: { id } }) => {
      await used(ctx.services.accounts).keys.revoke(id, ctx.actor.id);
      return { id };
    }),
});

function used(accounts: Accounts | null): Accounts {
  if (accounts) return accounts;
  throw new UserError(
    'accounts.wrong-state',
    'This server is for the user of this machine alone, who does not sign in, so there are no accounts. Set API_BASE_URL to where it is reached from outside to let others sign in.',
  );
}

function showAccount({ createdAt, disabledAt, ...account }: Account): z.infer<typeof shape.account> {
  return { ...account, createdAt: createdAt.toISOString(), disabledAt: disabledAt?.toISOString() ?? null };
}

function showKey({ id, accountId, name, role, prefix, ...times }: ApiKey): z.infer<typeof shape.apiKey> {
  return {
    ...{ id, accountId, name, role, prefix },
    createdAt: times.createdAt.toISOString(),
    expiresAt: times.expiresAt?.toISOString() ?? null,
    lastUsedAt: times.lastUsedAt?.toISOString() ?? null,
  };
}
