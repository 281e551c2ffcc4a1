-- Lists show who is in a run as it is after corrections, without reading the rows of all its people.

alter table screen_time_tables add column shown jsonb not null default '{"count": 0, "first": []}';
comment on column screen_time_tables.shown is 'How many people have rows, and the first six by seconds: id in the cast or what somebody calls them, seconds, key of a crop.';

-- Crops as the machine has them; after corrections nobody knows here whose they are, until the next correction.
with placed as (
  select row.*, row_number() over (partition by row.run_id, row.preset order by row.seconds desc, person_id, identity_key) as place,
    case when edit_seq = 0 then (
      select best_crop_key from identities
      where identities.run_id = row.run_id
        and (number::text = identity_key or (identities.person_id = row.person_id and verdict = 'accept'))
      order by identities.seconds desc, number limit 1
    ) end as crop
  from screen_time_rows as row join screen_time_tables as whole on whole.run_id = row.run_id and whole.preset = row.preset
  where subject <> 'unattributed'
), counted as (
  select run_id, preset, jsonb_build_object(
    'count', count(*),
    'first', jsonb_agg(
      jsonb_build_object('personId', person_id, 'name', null, 'seconds', seconds, 'cropKey', crop) order by place
    ) filter (where place <= 6)
  ) as shown
  from placed group by run_id, preset
)
update screen_time_tables as whole set shown = counted.shown from counted
where counted.run_id = whole.run_id and counted.preset = whole.preset;
