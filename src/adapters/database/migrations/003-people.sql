-- Who may be on screen, how they look, and who was found in a run.

create table people (
  id uuid primary key default gen_random_uuid(),
  show_id id_part not null references shows,
  name nonblank not null,
  notes text not null default '',
  archived_at timestamptz(3),
  version int4 not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  unique (id, show_id)
);
comment on table people is 'The cast of a show.';
create unique index people_one_name on people (show_id, lower(name));

create table person_aliases (
  person_id uuid not null,
  show_id id_part not null,
  alias nonblank not null,
  primary key (person_id, alias),
  foreign key (person_id, show_id) references people (id, show_id) on delete cascade
);
comment on column person_aliases.show_id is 'Of the person; here, so that an alias means one person per show.';
create unique index person_aliases_one_meaning on person_aliases (show_id, lower(alias));

create table person_roles (
  person_id uuid not null,
  show_id id_part not null,
  season_number int2 not null,
  role nonblank not null,
  primary key (person_id, season_number),
  foreign key (person_id, show_id) references people (id, show_id) on delete cascade,
  foreign key (show_id, season_number) references seasons
);
comment on column person_roles.role is 'In the show''s own words: main cast, friend, guest.';
create index person_roles_of_season on person_roles (show_id, season_number);

create table facebank_photos (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references people on delete cascade,
  sha256 sha256 not null,
  original_key nonblank not null,
  display_key nonblank not null,
  embed_key nonblank not null,
  source text not null check (source in ('upload', 'import', 'crop')),
  source_run_id uuid,
  source_face_number int4,
  quality float8 check (quality between 0 and 1),
  is_featured bool not null default false,
  created_by nonblank not null,
  created_at timestamptz(3) not null default now(),
  foreign key (source_run_id, source_face_number) references faces on delete set null,
  unique (person_id, sha256),
  check ((source_run_id is null) = (source_face_number is null))
);
comment on column facebank_photos.source_run_id is 'With source_face_number: the face a crop was taken from, while its run exists.';
create unique index facebank_photos_one_featured on facebank_photos (person_id) where is_featured;
create index facebank_photos_by_content on facebank_photos (sha256);
create index facebank_photos_of_face on facebank_photos (source_run_id, source_face_number);

create table photo_embeddings (
  photo_id uuid not null references facebank_photos on delete cascade,
  model_id int4 not null references models,
  embedding float4[] not null,
  primary key (photo_id, model_id),
  check (array_ndims(embedding) = 1 and array_position(embedding, null) is null)
);
create index photo_embeddings_by_model on photo_embeddings (model_id);
alter table photo_embeddings alter column embedding set storage external;
alter table photo_embeddings alter column embedding set statistics 0;
create trigger photo_embeddings_fit_their_model after insert on photo_embeddings
  referencing new table as added for each statement execute function check_dimensions();

create table identities (
  run_id uuid not null references runs on delete cascade,
  number int4 not null check (number > 0),
  person_id uuid references people on delete set null,
  verdict text check (verdict in ('accept', 'ask', 'reject')),
  likeness float8 check (likeness between -1 and 1),
  margin float8,
  confidence float8 not null check (confidence between 0 and 1),
  cohesion float8 check (cohesion between -1 and 1),
  face_count int4 not null check (face_count >= 0),
  best_crop_key nonblank,
  primary key (run_id, number)
);
comment on table identities is 'People as the machine saw them. What people said about them stands in edits.';
comment on column identities.person_id is 'The most alike of the cast; verdict says whether that is who it is.';
create index identities_of_person on identities (person_id);

create table identity_tracks (
  run_id uuid not null,
  track_number int4 not null,
  identity_number int4 not null,
  primary key (run_id, track_number),
  foreign key (run_id, track_number) references tracks on delete cascade,
  foreign key (run_id, identity_number) references identities on delete cascade
);
comment on table identity_tracks is 'A track belongs to one identity at most; one without a row here is unassigned.';
create index identity_tracks_of_identity on identity_tracks (run_id, identity_number);
