# shellcheck shell=bash
# /opt/screenalytics/.env: made once from .env.example, then the operator's own.

# Taken from the environment of the installation, where they do not show in the list of processes.
taken_settings=(DATABASE_URL REDIS_URL STORAGE_BACKEND AWS_S3_BUCKET AWS_DEFAULT_REGION AWS_S3_ENDPOINT)

# setting <name>: as it stands in .env.
setting() { sed -n "s/^$1=//p" "$root$home/.env" | tail -n 1; }

make_settings() {
  if [ -f "$root$home/.env" ]; then return; fi
  [ -n "$domain" ] || fail "there are no settings yet: name the API's domain, --domain api.example.org."
  local settings each
  settings="$(cat "$source_folder/.env.example"; printf .)"
  set_value PORT 8000
  set_value API_BASE_URL "https://$domain"
  set_value UI_ORIGIN "$ui_origin"
  set_value SCREENALYTICS_DATA_DIR "$data"
  set_value SCREENALYTICS_MODELS_DIR "$home/models"
  set_value SCREENALYTICS_SECRET "$(openssl rand -base64 48)"
  set_value REDIS_URL redis://127.0.0.1:6379/0
  # By the socket, as the user that the services run as: no password is needed.
  set_value DATABASE_URL "$local_database_url"
  for each in "${taken_settings[@]}"; do
    if [ -n "${!each-}" ]; then set_value "$each" "${!each}"; fi
  done
  printf %s "${settings%.}" | put "$home/.env" 0640 screenalytics
}

# set_value <name> <value>: in the text that make_settings makes. An empty value leaves the line as it is.
set_value() {
  [ -n "$2" ] || return 0
  local before after
  before="${settings%%$'\n'#"$1"=*}"
  if [ "$before" = "$settings" ]; then
    before="${settings%%$'\n'"$1"=*}"
    [ "$before" != "$settings" ] || fail "$1 does not stand in .env.example."
  fi
  after="${settings#"$before"$'\n'}"
  settings="$before"$'\n'"$1=$2"$'\n'"${after#*$'\n'}"
}
