# shellcheck shell=bash
# The units of systemd, and starting again what has changed.

health_wait_s=120

# install_units <release>: each brings its own.
install_units() {
  local folder="$root$home/releases/$1/deploy/ec2/systemd" each
  while read -r each; do
    put "/etc/systemd/system/$each" 0644 root <"$folder/$each"
  done < <(cd "$folder" && find . -type f -printf '%P\n' | LC_ALL=C sort)
  act systemctl daemon-reload
  act systemctl enable --quiet screenalytics-api screenalytics-worker
}

# What the running services were started from.
running_state() {
  {
    readlink "$root$home/current"
    cat "$root$home"/*.env "$root$home/.env" 2>/dev/null
    find "$root/etc/systemd/system" -path '*screenalytics*' -name '*.*' -type f -exec cat {} +
  } | sha256sum | cut -c 1-64
}

restart_services() {
  local state
  state="$(running_state)"
  if on_host && [ "$(cat "$home/.started-from" 2>/dev/null)" = "$state" ] &&
    systemctl is-active --quiet screenalytics-api screenalytics-worker; then
    say "the services run already as they should"
    return
  fi
  # The API first: it brings the database to the version of the program when it opens it.
  act systemctl restart screenalytics-api
  wait_for_health || complain screenalytics-api
  act systemctl restart screenalytics-worker
  # Those for some queues only, where the operator has made any.
  act systemctl try-restart 'screenalytics-worker@*'
  if on_host; then
    sleep 5
    systemctl is-active --quiet screenalytics-worker || complain screenalytics-worker
  fi
  printf '%s\n' "$state" | put "$home/.started-from" 0644 root
}

wait_for_health() {
  local url until
  url="http://127.0.0.1:$(setting PORT)/healthz"
  if ! on_host; then say "would wait for $url"; return; fi
  until=$((SECONDS + health_wait_s))
  until curl --silent --fail --max-time 5 --output /dev/null "$url"; do
    [ "$SECONDS" -lt "$until" ] || return 1
    sleep 1
  done
  say "the API is well: $url"
}

# complain <unit>: what it says, and the way back.
complain() {
  journalctl --unit "$1" --lines 30 --no-pager >&2 || true
  curl --silent --max-time 5 "http://127.0.0.1:$(setting PORT)/healthz" >&2 || true
  fail "$1 is not well. $(rollback_hint)"
}

rollback_hint() {
  local previous
  previous="$(readlink "$root$home/previous" || true)"
  if [ -z "$previous" ]; then
    printf 'There is no earlier release to go back to: correct what the log says and run this again.'
  else
    printf 'Back to the release before: sudo %s/current/deploy/ec2/rollback.sh %s' "$home" "${previous#releases/}"
  fi
}
