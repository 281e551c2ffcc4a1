import { z } from 'zod';
import { instant } from './ids.ts';
import { role } from './roles.ts';

const accountId = z.string().min(1).max(100);
const password = z.string().min(10, 'A password has 10 characters at least.').max(128);

/** Who is asking. */
export const me = z
  .object({
    id: z.string(),
    name: z.string(),
    role,
    /** False where the server is for this machine's user alone and nobody signs in. */
    signsIn: z.boolean(),
  })
  .meta({ id: 'Me' });

export const account = z
  .object({
    id: accountId,
    name: z.string(),
    email: z.string(),
    role,
    createdAt: instant,
    /** Null while the account can be used. */
    disabledAt: instant.nullable(),
  })
  .meta({ id: 'Account' });

export const createAccount = z.object({ email: z.email(), name: z.string().trim().min(1).max(100), role, password });
export const oneAccount = z.object({ id: accountId });
export const setRole = z.object({ id: accountId, role });
export const setEnabled = z.object({ id: accountId, enabled: z.boolean() });
/** All sessions of the account end: sign in again. */
export const changeOwnPassword = z.object({ current: z.string().min(1).max(128), wanted: password });
export const resetPassword = z.object({ id: accountId, password });

export const apiKey = z
  .object({
    id: z.string(),
    accountId,
    name: z.string(),
    role,
    /** The beginning of the key, by which people recognise it. */
    prefix: z.string(),
    createdAt: instant,
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
export const createKey = z.object({
  accountId,
  name: z.string().trim().min(1).max(100),
  role,
  expiresAt: instant.optional(),
});
/** The key itself is shown this once. */
export const createdKey = apiKey.extend({ key: z.string() }).meta({ id: 'CreatedApiKey' });
