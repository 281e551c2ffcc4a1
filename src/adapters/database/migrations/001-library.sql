-- What there is to analyse: shows, seasons, episodes, their videos, and uploads on their way.
--
-- Conventions of this schema: times are timestamptz(3), exact in a JavaScript Date. Video time is in seconds from the
-- first decoded frame, never negative. int8 holds whole numbers up to 2^53, so that they are exact in JavaScript. Keys
-- that end in _key are keys of the blob store. jsonb holds what is read and written as a whole.

create domain id_part as text
  check (value ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(value) <= 64);
comment on domain id_part is 'Lower-case words joined by hyphens: safe in URLs and blob keys.';

create domain sha256 as text
  check (value ~ '^[0-9a-f]{64}$');

create domain byte_count as int8
  check (value between 0 and 9007199254740991);

create domain nonblank as text
  check (value ~ '\S');
comment on domain nonblank is 'Text that says something: not empty, not only spaces.';

create table shows (
  id id_part primary key,
  title nonblank not null,
  archived_at timestamptz(3),
  created_at timestamptz(3) not null default now()
);

create table seasons (
  show_id id_part not null references shows,
  number int2 not null check (number between 0 and 999),
  title nonblank,
  primary key (show_id, number)
);
comment on column seasons.number is '0 holds the specials.';

create table episodes (
  id id_part primary key,
  show_id id_part not null,
  season_number int2 not null,
  number int2 not null check (number between 0 and 999),
  title nonblank,
  air_date date,
  archived_at timestamptz(3),
  deletion_started_at timestamptz(3),
  version int4 not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  foreign key (show_id, season_number) references seasons,
  unique (show_id, season_number, number),
  unique (id, show_id),
  constraint episodes_id_is_show_season_number check (
    id = show_id
      || '-s' || lpad(season_number::text, greatest(2, length(season_number::text)), '0')
      || 'e' || lpad(number::text, greatest(2, length(number::text)), '0')
  )
);
comment on column episodes.id is 'Like rhobh-s05e17.';
comment on column episodes.deletion_started_at is 'Set before the first blob goes, so that an interrupted deletion is finished later.';
comment on column episodes.version is 'Grows with every change; an update that names an old version changes nothing.';

create table videos (
  id uuid primary key default gen_random_uuid(),
  episode_id id_part not null references episodes on delete cascade,
  blob_key nonblank not null unique,
  file_name nonblank not null,
  bytes byte_count not null,
  sha256 sha256,
  state text not null check (state in ('checking', 'ready', 'rejected')),
  reason nonblank,
  probe jsonb,
  duration_seconds float8 check (duration_seconds >= 0),
  proxy_key nonblank,
  is_current bool not null,
  created_at timestamptz(3) not null default now(),
  unique (id, episode_id),
  check (state <> 'ready' or (sha256 is not null and probe is not null)),
  check (state <> 'rejected' or reason is not null),
  check (not is_current or state <> 'rejected')
);
comment on table videos is 'An episode has one current video; earlier ones stay as long as runs were made of them.';
comment on column videos.duration_seconds is 'As the container claims at first, as the decoded frames say after a run.';
comment on column videos.proxy_key is 'A rendition that browsers can play, where they cannot play the video itself.';
create unique index videos_one_current on videos (episode_id) where is_current;
create index videos_of_episode on videos (episode_id);
-- Not unique: the same content may be wanted twice. Whoever stores a video asks for its like first.
create index videos_by_content on videos (sha256);

create table uploads (
  id uuid primary key default gen_random_uuid(),
  episode_id id_part not null references episodes on delete cascade,
  blob_key nonblank not null,
  store_upload_id nonblank not null,
  file_name nonblank not null,
  content_type nonblank not null,
  bytes byte_count not null,
  part_bytes byte_count not null check (part_bytes > 0),
  sha256 sha256,
  state text not null check (state in ('open', 'completing', 'completed', 'cancelled', 'failed')),
  reason nonblank,
  created_by nonblank not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  check (state <> 'failed' or reason is not null)
);
comment on column uploads.store_upload_id is 'What the blob store calls this multipart upload.';
comment on column uploads.sha256 is 'As the sender computed it, if it did.';
comment on column uploads.expires_at is 'An open upload that is older is an orphan.';
create unique index uploads_one_open on uploads (episode_id) where state in ('open', 'completing');
create index uploads_of_episode on uploads (episode_id);
create index uploads_by_expiry on uploads (expires_at) where state in ('open', 'completing');

create table upload_parts (
  upload_id uuid not null references uploads on delete cascade,
  number int4 not null check (number between 1 and 10000),
  etag nonblank not null,
  bytes byte_count not null,
  uploaded_at timestamptz(3) not null default now(),
  primary key (upload_id, number)
);
