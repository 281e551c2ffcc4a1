-- An export that somebody stopped is no failure.

alter table exports drop constraint exports_state_check;
alter table exports add constraint exports_state_check
  check (state in ('queued', 'running', 'done', 'failed', 'cancelled'));
alter table exports add constraint exports_cancelled_check check (state <> 'cancelled' or reason is not null);
update exports set state = 'cancelled' where state = 'failed' and reason like 'Cancelled by %';
