/** Rows of `migrations/005-accounts.sql`; the comments there say what the columns mean. */
import type { Generated } from 'kysely';

export interface AccountTable {
  id: Generated<string>;
  email: string;
  email_verified: Generated<boolean>;
  name: string;
  image: string | null;
  role: 'viewer' | 'reviewer' | 'admin';
  disabled_at: Date | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface AccountCredentialTable {
  id: Generated<string>;
  account_id: string;
  provider_id: string;
  provider_account_id: string;
  password: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface AccountSessionTable {
  id: Generated<string>;
  account_id: string;
  token: string;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  expires_at: Date;
}

export interface ApiKeyTable {
  id: Generated<string>;
  account_id: string;
  name: string;
  role: 'viewer' | 'reviewer' | 'admin';
  prefix: string;
  key_sha256: string;
  created_at: Generated<Date>;
  expires_at: Date | null;
  last_used_at: Date | null;
}

export interface SignInAttemptTable {
  subject: string;
  attempts: number;
  window_ends_at: Date;
}
