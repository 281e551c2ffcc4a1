-- What became of the photographs of the cast: whether people can be recognised by them, and if not, why.

alter table facebank_photos
  add column state text not null default 'waiting' check (state in ('waiting', 'ready', 'rejected')),
  add column reason_code nonblank,
  add column reason nonblank,
  add column duplicate_of uuid references facebank_photos on delete set null,
  add check (state <> 'rejected' or (reason is not null and reason_code is not null)),
  add check (state <> 'ready' or reason is null),
  add check (duplicate_of <> id);
comment on column facebank_photos.state is 'Ready: its face is embedded. Rejected: no face of it can be used.';
comment on column facebank_photos.reason is 'Why it is rejected, or why it still waits, and what to do.';
comment on column facebank_photos.duplicate_of is 'A photograph of the show that is so alike that it adds nothing, or is of somebody else.';
create index facebank_photos_duplicates on facebank_photos (duplicate_of);
create index facebank_photos_waiting on facebank_photos (created_at) where state = 'waiting';
