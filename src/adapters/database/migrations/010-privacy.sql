-- Forgetting a person, how long things are kept, and who signed in.

alter table runs add column redacted_at timestamptz(3);
comment on column runs.redacted_at is 'When pictures, embeddings or names were last removed from its result, for the sake of somebody''s privacy or because it was old.';

-- A redaction may be followed by a later one: an edit may name two people, one in its payload and one in its reason.
create or replace function refuse_edit_change() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'run_id' = to_jsonb(old) - 'run_id' and new.run_id is null then
    return new;
  end if;
  if new.redacted_at >= coalesce(old.redacted_at, new.redacted_at)
    and to_jsonb(new) - array['payload', 'reason', 'redacted_at'] = to_jsonb(old) - array['payload', 'reason', 'redacted_at']
  then
    return new;
  end if;
  raise exception 'edits is a log: an edit is undone by another one' using errcode = 'restrict_violation', table = 'edits';
end;
$$;
comment on column edits.redacted_at is 'When payload and reason last lost what they said about a person who had to be forgotten.';
create index edits_by_time on edits (made_at);

-- Old lines go only where a transaction says that it applies the rule for them.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('screenalytics.retention', true) = 'audit-log' then
    return old;
  end if;
  raise exception 'audit_log is a log: rows are added, never changed or removed'
    using errcode = 'restrict_violation', table = 'audit_log';
end;
$$;
drop trigger audit_log_stays on audit_log;
create trigger audit_log_stays before update or delete on audit_log for each row execute function refuse_audit_change();

-- The library makes the session; a line in the same transaction can be written here alone.
create function note_sign_in() returns trigger language plpgsql as $$
begin
  insert into audit_log (actor, action, subject_type, subject_id, detail)
  values (new.account_id::text, 'account.sign-in', 'account', new.account_id::text, '{}');
  return null;
end;
$$;
create trigger account_sessions_are_noted after insert on account_sessions
  for each row execute function note_sign_in();

create table forgettings (
  id uuid primary key default gen_random_uuid(),
  number int4 generated always as identity unique,
  person_id uuid references people on delete set null,
  reference nonblank,
  with_videos bool not null,
  requested_by nonblank not null,
  requested_at timestamptz(3) not null default now(),
  inventory jsonb,
  reason nonblank,
  certificate nonblank,
  certificate_sha256 sha256,
  finished_at timestamptz(3),
  check ((finished_at is not null) = (certificate is not null)),
  check ((certificate is not null) = (certificate_sha256 is not null)),
  check (finished_at is null or (inventory is null and person_id is null and reason is null))
);
comment on table forgettings is 'People who were, or are being, removed from everywhere.';
comment on column forgettings.number is 'What people call it: names would bring back who was forgotten.';
comment on column forgettings.reference is 'In the words of who asked for it, such as the number of a letter.';
comment on column forgettings.inventory is 'What is to be removed, as it was found before anything was; null before that and in the end.';
comment on column forgettings.reason is 'Why it did not go on when it was last tried.';
comment on column forgettings.certificate is 'JSON text; its hash is over these bytes.';
create unique index forgettings_one_at_a_time on forgettings (person_id);

create table retention_rules (
  kind nonblank primary key,
  days int4 not null check (days between 1 and 36500),
  changed_by nonblank not null,
  changed_at timestamptz(3) not null default now()
);
comment on table retention_rules is 'How long things are kept that are removed some day. A kind without a row stays.';
