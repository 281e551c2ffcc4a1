-- From which likeness on a name is given or suggested, where a show has lines of its own.

create table naming_lines (
  show_id id_part not null references shows on delete cascade,
  model_id int4 not null references models,
  accept_likeness float8 not null check (accept_likeness <= 1),
  ask_likeness float8 not null check (ask_likeness >= -1),
  adopted_by nonblank not null,
  adopted_at timestamptz(3) not null default now(),
  primary key (show_id, model_id),
  check (ask_likeness <= accept_likeness)
);
comment on table naming_lines is 'Adopted from the show''s own data. A show without a row for a model uses the lines of the program.';
comment on column naming_lines.accept_likeness is 'Cosine of a group of tracks to the photographs of a person from which the name is given without asking.';
comment on column naming_lines.ask_likeness is 'Likewise, from which the name is suggested.';
create index naming_lines_by_model on naming_lines (model_id);
