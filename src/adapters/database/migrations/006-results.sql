-- What lists of results are sorted and shown by.

alter table identities add column seconds float8 not null default 0 check (seconds >= 0);
comment on column identities.seconds is 'By the default preset, as the machine measured it; corrections change the tables of screen time, not this.';

create index tracks_by_time on tracks (run_id, first_seconds, number);
