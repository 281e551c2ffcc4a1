-- Pictures of a video for lists and timelines; what a run tells while it goes on.

alter table videos add column poster_key nonblank;
comment on column videos.poster_key is 'Object key of one picture that stands for the video; null until it is made.';
alter table videos add column thumbnails jsonb;
comment on column videos.thumbnails is 'Sheets of small pictures at even distances: their keys, sizes and the distance in seconds; null until they are made.';

alter table runs add column progress jsonb;
comment on column runs.progress is 'Stage, share of the whole run (0 to 1) and seconds still to go, as last told; of use while it runs.';

create table run_log (
  run_id uuid not null references runs on delete cascade,
  sequence int8 generated always as identity,
  at timestamptz(3) not null,
  level text not null check (level in ('info', 'warn', 'error')),
  message nonblank not null,
  primary key (run_id, sequence)
);
comment on table run_log is 'What happened to a run, in lines for people.';
comment on column run_log.sequence is 'Grows within a run; other runs take numbers in between.';
