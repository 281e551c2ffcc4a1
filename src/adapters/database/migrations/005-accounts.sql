-- Who may do what: accounts, how they sign in, their sessions and API keys.
--
-- accounts, account_credentials and account_sessions have the columns that the authentication library asks for.

create domain account_role as text
  check (value in ('viewer', 'reviewer', 'admin'));
comment on domain account_role is 'Each may do what the one before may, and more.';

create table accounts (
  id uuid primary key default gen_random_uuid(),
  email nonblank not null unique check (email = lower(email)),
  email_verified bool not null default true,
  name nonblank not null,
  image text,
  role account_role not null,
  disabled_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
comment on column accounts.email_verified is 'For the library. An admin who makes an account vouches for its address.';
comment on column accounts.image is 'For the library; always null.';
comment on column accounts.disabled_at is 'Not null: may neither sign in nor use its keys. What it did stays.';

create table account_credentials (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts on delete cascade,
  provider_id nonblank not null,
  provider_account_id nonblank not null,
  password nonblank,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  unique (provider_id, provider_account_id),
  check (provider_id <> 'credential' or (provider_account_id = account_id::text and password is not null))
);
comment on table account_credentials is 'Ways to sign in. There is one: credential, that is e-mail address and password.';
comment on column account_credentials.password is 'Salt and scrypt hash.';
create index account_credentials_of_account on account_credentials (account_id);

create table account_sessions (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts on delete cascade,
  token nonblank not null unique,
  ip_address text,
  user_agent text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null
);
comment on column account_sessions.token is 'Worth nothing alone: the cookie holds it with a signature by the server''s secret.';
comment on column account_sessions.ip_address is 'Of IPv6 the first 64 bits.';
create index account_sessions_of_account on account_sessions (account_id);
create index account_sessions_by_expiry on account_sessions (expires_at);

-- The lock makes signing in and disabling wait for each other: no session outlives the end of its account.
create function skip_session_of_disabled() returns trigger language plpgsql as $$
begin
  perform from accounts where id = new.account_id and disabled_at is null for share;
  return case when found then new end;
end;
$$;
comment on function skip_session_of_disabled() is 'No row is stored for a disabled account; the library takes that as a refusal.';
create trigger account_sessions_of_enabled before insert on account_sessions
  for each row execute function skip_session_of_disabled();

create table api_keys (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts on delete cascade,
  name nonblank not null,
  role account_role not null,
  prefix nonblank not null,
  key_sha256 sha256 not null unique,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3),
  last_used_at timestamptz(3)
);
comment on column api_keys.role is 'What the key may do, but never more than its account may at that moment.';
comment on column api_keys.prefix is 'The beginning of the key, by which people recognise it.';
comment on column api_keys.key_sha256 is 'Of the key, whose 256 random bits cannot be guessed: a slow hash would add nothing.';
comment on column api_keys.last_used_at is 'To the minute.';
create index api_keys_of_account on api_keys (account_id);

create table sign_in_attempts (
  subject nonblank primary key,
  attempts int4 not null check (attempts >= 0),
  window_ends_at timestamptz(3) not null
);
comment on table sign_in_attempts is 'Attempts that failed or go on, within a window of time that begins with the first.';
comment on column sign_in_attempts.subject is 'Whose attempts: a network address, or the hash of an e-mail address, known or not.';
create index sign_in_attempts_by_end on sign_in_attempts (window_ends_at);
