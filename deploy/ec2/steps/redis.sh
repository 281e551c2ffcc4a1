# shellcheck shell=bash
# Redis with what a queue needs, beside the distribution's own settings.

set_up_redis() {
  case "$(setting REDIS_URL)" in
    redis://127.0.0.1:* | redis://localhost:* | redis://127.0.0.1 | redis://localhost) ;;
    *) say "Redis is on another host: see deploy/ec2/redis.conf for what it needs."; return ;;
  esac
  local settings=/etc/redis/redis.conf include='include /etc/redis/screenalytics.conf'
  put /etc/redis/screenalytics.conf 0644 root <"$source_folder/deploy/ec2/redis.conf"
  if on_host || [ -f "$root$settings" ]; then
    if ! grep -qxF "$include" "$root$settings"; then
      # Last: what is said later counts.
      printf '\n%s\n' "$include" >>"$root$settings"
      say "added to $settings: $include"
    fi
  fi
  act systemctl enable --quiet --now redis-server
  if on_host; then apply_redis_settings redis-cli; fi
}

# apply_redis_settings <redis-cli> <argument>…: tells the running server. Not by a restart: a server that is started with an
# append-only file that it does not have yet forgets what it has kept by snapshots.
apply_redis_settings() {
  local name value
  while read -r name value; do
    case "$name" in '' | '#'*) continue ;; esac
    [ "$("$@" config set "$name" "$value")" = OK ] || fail "Redis refuses $name $value."
  done <"$source_folder/deploy/ec2/redis.conf"
  until_append_only_file_is_written "$@"
}

# until_append_only_file_is_written <redis-cli> <argument>…: until then Redis refuses to stop, and one that is killed meanwhile
# starts again with nothing.
until_append_only_file_is_written() {
  local state attempt
  for attempt in $(seq 600); do
    state=$("$@" info persistence | tr -d '\r')
    case "$state" in
      *aof_last_bgrewrite_status:err*) fail "Redis could not write its append-only file: see its log, and df -h." ;;
      *aof_rewrite_in_progress:1* | *aof_rewrite_scheduled:1*) sleep 0.5 ;;
      *) return ;;
    esac
  done
  fail "Redis has been writing its append-only file for five minutes ($attempt looks): see its log, then run this again."
}
