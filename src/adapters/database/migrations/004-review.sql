-- What people decided, the numbers that follow, and who did what.

create function refuse_change() returns trigger language plpgsql as $$
begin
  -- Deeper than 1: a row goes because the row it belongs to goes.
  if tg_op = 'DELETE' and pg_trigger_depth() > 1 then
    return old;
  end if;
  raise exception '% is a log: rows are added, never changed or removed', tg_table_name
    using errcode = 'restrict_violation', table = tg_table_name;
end;
$$;

create table edits (
  id uuid primary key,
  show_id id_part not null references shows on delete cascade,
  episode_id id_part,
  seq int4 not null check (seq > 0),
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  payload jsonb not null,
  undoes uuid unique references edits on delete cascade,
  author nonblank not null,
  reason nonblank,
  run_id uuid references runs on delete set null,
  effect_seconds float8,
  made_at timestamptz(3) not null default now(),
  redacted_at timestamptz(3),
  foreign key (episode_id, show_id) references episodes (id, show_id) on delete cascade,
  constraint edits_one_seq unique nulls not distinct (show_id, episode_id, seq),
  check ((kind = 'undo') = (undoes is not null)),
  check (undoes <> id)
);
comment on table edits is 'Append-only. The state is the machine''s output with these applied in the order of seq.';
comment on column edits.id is 'Chosen by who sends it: sent twice, it is stored once.';
comment on column edits.episode_id is 'Null: the edit is about the whole show.';
comment on column edits.seq is 'Counts the edits of an episode, or those of a show as a whole.';
comment on column edits.undoes is 'An undo names its edit, which has one undo at most. To redo is to undo the undo.';
comment on column edits.run_id is 'The run the author was looking at.';
comment on column edits.effect_seconds is 'How many seconds of screen time changed owner.';
comment on column edits.redacted_at is 'When payload and reason were emptied because a person had to be forgotten.';
create index edits_of_run on edits (run_id);
create index edits_of_episode on edits (episode_id, show_id);

create function refuse_edit_change() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'run_id' = to_jsonb(old) - 'run_id' and new.run_id is null then
    return new;
  end if;
  if old.redacted_at is null and new.redacted_at is not null
    and to_jsonb(new) - array['payload', 'reason', 'redacted_at'] = to_jsonb(old) - array['payload', 'reason', 'redacted_at']
  then
    return new;
  end if;
  raise exception 'edits is a log: an edit is undone by another one' using errcode = 'restrict_violation', table = 'edits';
end;
$$;
create trigger edits_stay before delete on edits for each row execute function refuse_change();
create trigger edits_unchanged before update on edits for each row execute function refuse_edit_change();

create table screen_time_tables (
  run_id uuid not null references runs on delete cascade,
  preset nonblank not null,
  edit_seq int4 not null check (edit_seq >= 0),
  show_edit_seq int4 not null check (show_edit_seq >= 0),
  face_visible_seconds float8 not null check (face_visible_seconds >= 0),
  computed_at timestamptz(3) not null default now(),
  primary key (run_id, preset)
);
comment on table screen_time_tables is 'A result by one preset. It is out of date when there are edits after the ones it counts in.';
comment on column screen_time_tables.preset is 'Name and version.';
comment on column screen_time_tables.edit_seq is 'The last edit of the episode that is counted in; 0: none. show_edit_seq likewise, of the show.';

create table screen_time_rows (
  run_id uuid not null,
  preset nonblank not null,
  subject text not null check (subject in ('person', 'identity', 'unattributed')),
  person_id uuid references people on delete cascade,
  identity_key nonblank,
  seconds float8 not null check (seconds >= 0),
  first_seconds float8 check (first_seconds >= 0),
  last_seconds float8,
  longest_seconds float8 not null check (longest_seconds >= 0),
  shots int4 not null check (shots >= 0),
  tracks int4 not null check (tracks >= 0),
  confidence float8 check (confidence between 0 and 1),
  foreign key (run_id, preset) references screen_time_tables on delete cascade,
  unique nulls not distinct (run_id, preset, subject, person_id, identity_key),
  check ((subject = 'person') = (person_id is not null)),
  check ((subject = 'identity') = (identity_key is not null)),
  check (last_seconds >= first_seconds)
);
comment on column screen_time_rows.identity_key is 'An identity without a person, as it stands after the edits.';
create index screen_time_rows_of_person on screen_time_rows (person_id);

create table exports (
  id uuid primary key default gen_random_uuid(),
  run_id uuid not null references runs on delete cascade,
  format nonblank not null,
  options jsonb not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed')),
  reason nonblank,
  blob_key nonblank,
  bytes byte_count,
  sha256 sha256,
  requested_by nonblank not null,
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  check ((state = 'done') = (blob_key is not null)),
  check (state <> 'failed' or reason is not null)
);
create index exports_of_run on exports (run_id);

create table job_history (
  id nonblank primary key,
  operation nonblank not null,
  queue nonblank not null,
  episode_id id_part references episodes on delete set null,
  run_id uuid references runs on delete set null,
  payload jsonb not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
  attempts int2 not null default 0 check (attempts >= 0),
  reason_code nonblank,
  reason nonblank,
  requested_by nonblank not null,
  created_at timestamptz(3) not null default now(),
  started_at timestamptz(3),
  finished_at timestamptz(3),
  check (state not in ('failed', 'interrupted') or reason is not null)
);
comment on table job_history is 'What became of every job, longer than the queue remembers.';
comment on column job_history.id is 'The queue''s name for the job.';
create index job_history_of_requester on job_history (requested_by, created_at desc);
create index job_history_of_episode on job_history (episode_id, created_at desc);
create index job_history_of_run on job_history (run_id);

create table audit_log (
  id int8 generated always as identity primary key,
  at timestamptz(3) not null default now(),
  actor nonblank not null,
  action nonblank not null,
  subject_type nonblank not null,
  subject_id nonblank not null,
  detail jsonb not null
);
comment on table audit_log is 'Who did what. It refers by text, so that it outlives what it speaks of.';
create index audit_log_by_time on audit_log (at);
create index audit_log_of_subject on audit_log (subject_type, subject_id, at);
create trigger audit_log_stays before update or delete on audit_log for each row execute function refuse_change();
