# shellcheck shell=bash
# A PostgreSQL on this host, where DATABASE_URL names no other one.

local_database_url='postgresql://screenalytics@localhost/screenalytics?host=/var/run/postgresql'
least_postgres=15
backups=/var/backups/screenalytics

set_up_database() {
  if [ "$(setting DATABASE_URL)" != "$local_database_url" ]; then
    say "the database is where DATABASE_URL says"
    return
  fi
  if ! on_host; then say "would make a database on this host"; return; fi
  local offered
  offered="$(apt-cache policy postgresql | sed -n 's/^ *Candidate: *\([0-9]*\).*/\1/p')"
  [ "${offered:-0}" -ge "$least_postgres" ] || fail "the distribution offers PostgreSQL ${offered:-none}, and $least_postgres or later is needed:
use a later Debian or Ubuntu, or write the URL of another server to DATABASE_URL in $home/.env, and run this again."
  install_missing postgresql
  # Face search is faster with it; without it, it works all the same.
  if apt-cache show "postgresql-$offered-pgvector" >/dev/null 2>&1; then
    install_missing "postgresql-$offered-pgvector"
  fi
  systemctl enable --quiet --now postgresql
  make_database
}

make_database() {
  local answer
  answer="$(as_postgres "select 1 from pg_roles where rolname = 'screenalytics'")"
  if [ -z "$answer" ]; then as_postgres 'create role screenalytics login' && say "made the database's user"; fi
  answer="$(as_postgres "select 1 from pg_database where datname = 'screenalytics'")"
  if [ -z "$answer" ]; then
    as_postgres "create database screenalytics owner screenalytics encoding 'UTF8' template template0" && say "made the database"
  fi
  answer="$(as_postgres "select 1 from pg_available_extensions where name = 'vector'")"
  # Not every version lets the owner of a database do this.
  if [ -n "$answer" ]; then as_postgres 'create extension if not exists vector' screenalytics 2>/dev/null; fi
}

# new_migrations <release> <release>: what the second brings the database to and the first does not know.
new_migrations() {
  local folder=src/adapters/database/migrations
  comm -13 <(cd "$root$home/releases/$1/$folder" && find . -name '*.sql' -printf '%f\n' | LC_ALL=C sort) \
    <(cd "$root$home/releases/$2/$folder" && find . -name '*.sql' -printf '%f\n' | LC_ALL=C sort)
}

# A release refuses a database that a later one has changed: the way back needs the database as it was.
keep_database() {
  local before
  before="$(readlink "$root$home/current" || true)"
  before="${before#releases/}"
  if [ -z "$before" ] || [ -z "$(new_migrations "$before" "$release")" ]; then return; fi
  if [ "$(setting DATABASE_URL)" != "$local_database_url" ]; then
    say "this release changes the database: going back to $before takes the database as it is now, so have a backup."
    return
  fi
  folder "$backups" 700 postgres:postgres
  act runuser -u postgres -- pg_dump --format custom --file "$backups/$before.dump" screenalytics
  say "the database as $before has it is kept in $backups/$before.dump"
}

# as_postgres <SQL> [database]
as_postgres() {
  (cd / && runuser -u postgres -- psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 \
    --dbname "${2:-postgres}" --command "$1")
}
