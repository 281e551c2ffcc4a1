-- What the machine did with a video and what it found. Rows below a run are written once and go with the run.

create table models (
  id int4 generated always as identity primary key,
  sha256 sha256 not null unique,
  role text not null check (role in ('detector', 'landmarks', 'embedder', 'pose')),
  pack nonblank not null,
  file nonblank not null,
  licence nonblank not null,
  dimensions int2 check (dimensions between 1 and 2000),
  check ((role = 'embedder') = (dimensions is not null))
);
comment on table models is 'Models by content. Embeddings are compared only where their model is the same row.';
comment on column models.dimensions is 'Numbers per embedding; null for models that embed nothing.';

create table runs (
  id uuid primary key default gen_random_uuid(),
  episode_id id_part not null references episodes on delete cascade,
  video_id uuid not null,
  number int4 not null check (number > 0),
  profile nonblank not null,
  config jsonb not null,
  program_version nonblank not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
  reason_code nonblank,
  reason nonblank,
  is_active bool not null default false,
  counts jsonb,
  guardrails jsonb,
  warnings jsonb,
  requested_by nonblank not null,
  queued_at timestamptz(3) not null default now(),
  started_at timestamptz(3),
  finished_at timestamptz(3),
  foreign key (video_id, episode_id) references videos (id, episode_id),
  unique (episode_id, number),
  unique (id, episode_id),
  check (state not in ('failed', 'interrupted') or reason is not null),
  check ((finished_at is not null) = (state in ('done', 'failed', 'cancelled'))),
  check (state not in ('running', 'done') or started_at is not null),
  check (not is_active or state = 'done')
);
comment on column runs.number is 'Counts the runs of an episode.';
comment on column runs.reason is 'Why it failed or stopped, and what to do. An interrupted run is resumed.';
comment on column runs.is_active is 'The run whose result the episode shows. A run becomes active when it is done.';
comment on column runs.guardrails is 'As in run.json; likewise counts and warnings.';
create unique index runs_one_active on runs (episode_id) where is_active;
create index runs_of_video on runs (video_id);
create index runs_unfinished on runs (queued_at) where state in ('queued', 'running', 'interrupted');

create table run_models (
  run_id uuid not null references runs on delete cascade,
  role text not null check (role in ('detector', 'landmarks', 'embedder', 'pose')),
  model_id int4 not null references models,
  primary key (run_id, role)
);
create index run_models_by_model on run_models (model_id);

create table run_stages (
  run_id uuid not null references runs on delete cascade,
  name nonblank not null,
  position int2 not null check (position > 0),
  state text not null check (state in ('pending', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
  reason nonblank,
  attempts int2 not null default 0 check (attempts >= 0),
  reused bool not null default false,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  wall_seconds float8 check (wall_seconds >= 0),
  cpu_seconds float8 check (cpu_seconds >= 0),
  primary key (run_id, name),
  unique (run_id, position),
  check (state not in ('failed', 'interrupted') or reason is not null)
);
comment on column run_stages.reused is 'The result of an earlier run was used.';

create table run_artifacts (
  run_id uuid not null references runs on delete cascade,
  name nonblank not null,
  blob_key nonblank not null unique,
  bytes byte_count not null,
  sha256 sha256 not null,
  primary key (run_id, name)
);
comment on column run_artifacts.name is 'Path inside the run, such as tracks.mot.txt; the same for every run.';

create table shots (
  run_id uuid not null references runs on delete cascade,
  number int4 not null check (number > 0),
  start_frame int4 not null check (start_frame >= 0),
  end_frame int4 not null,
  start_seconds float8 not null check (start_seconds >= 0),
  end_seconds float8 not null,
  transition text not null check (transition in ('start', 'cut', 'dissolve', 'fade', 'wipe')),
  primary key (run_id, number),
  check (end_frame >= start_frame),
  check (end_seconds > start_seconds)
);
comment on column shots.start_frame is '0-based index of the decoded frame, like all frame numbers here.';
comment on column shots.end_frame is 'Inclusive.';
comment on column shots.transition is 'How the shot begins.';

create table tracks (
  run_id uuid not null references runs on delete cascade,
  number int4 not null check (number > 0),
  shot_number int4 not null,
  first_frame int4 not null check (first_frame >= 0),
  last_frame int4 not null,
  first_seconds float8 not null check (first_seconds >= 0),
  last_seconds float8 not null,
  sightings int4 not null check (sightings > 0),
  best_crop_key nonblank,
  primary key (run_id, number),
  foreign key (run_id, shot_number) references shots,
  check (last_frame >= first_frame),
  check (last_seconds >= first_seconds)
);
comment on table tracks is 'A track lies in one shot. Its boxes stand in the run''s artifacts.';
create index tracks_of_shot on tracks (run_id, shot_number);

create table faces (
  run_id uuid not null references runs on delete cascade,
  number int4 not null check (number > 0),
  track_number int4 not null,
  frame int4 not null check (frame >= 0),
  seconds float8 not null check (seconds >= 0),
  box_left float8 not null,
  box_top float8 not null,
  box_width float8 not null check (box_width > 0),
  box_height float8 not null check (box_height > 0),
  score float8 not null check (score between 0 and 1),
  quality float8 check (quality between 0 and 1),
  crop_key nonblank,
  primary key (run_id, number),
  foreign key (run_id, track_number) references tracks on delete cascade
);
comment on table faces is 'The faces of a track that were embedded, best ones chosen over its time.';
comment on column faces.box_left is 'Display pixels, as box_top, box_width and box_height.';
create index faces_of_track on faces (run_id, track_number);

create table face_embeddings (
  run_id uuid not null,
  face_number int4 not null,
  model_id int4 not null references models,
  embedding float4[] not null,
  primary key (run_id, face_number, model_id),
  foreign key (run_id, face_number) references faces on delete cascade,
  check (array_ndims(embedding) = 1 and array_position(embedding, null) is null)
);
comment on column face_embeddings.embedding is 'Length 1. An array rather than a vector, so that the schema is the same without pgvector.';
create index face_embeddings_by_model on face_embeddings (model_id);
-- Numbers that look random do not shrink: trying costs time on every write.
alter table face_embeddings alter column embedding set storage external;
-- Nor is there anything to learn from their most common values.
alter table face_embeddings alter column embedding set statistics 0;

create function check_dimensions() returns trigger language plpgsql as $$
begin
  if exists (
    select from added join models on models.id = added.model_id
    where cardinality(added.embedding) is distinct from models.dimensions
  ) then
    raise exception 'an embedding in % has another length than its model makes', tg_table_name
      using errcode = 'check_violation', table = tg_table_name, column = 'embedding';
  end if;
  return null;
end;
$$;
create trigger face_embeddings_fit_their_model after insert on face_embeddings
  referencing new table as added for each statement execute function check_dimensions();
