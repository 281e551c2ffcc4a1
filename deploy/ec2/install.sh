#!/usr/bin/env bash
# Installs Screenalytics on a bare Debian or Ubuntu host, or brings the host to the version that this script lies in.
# It may be run again at any time: what is as it should be stays untouched.
set -euo pipefail
umask 022

usage() {
  cat <<'TEXT'
sudo deploy/ec2/install.sh --domain api.example.org [--ui-origin https://app.example.org] [--email you@example.org]

  --domain     of the API. Needed the first time.
  --ui-origin  of the web pages that may use the API; several are separated by commas. Counts the first time.
  --email      for the certificate by Let's Encrypt. Without it the certificate is self-signed.
  --root       folder: write the files below it and name the commands instead of running them.

The first time, DATABASE_URL, REDIS_URL, STORAGE_BACKEND, AWS_S3_BUCKET, AWS_DEFAULT_REGION and AWS_S3_ENDPOINT are taken
from the environment. Later, edit /opt/screenalytics/.env and run this again.
TEXT
}

home=/opt/screenalytics
data=/var/lib/screenalytics
source_folder="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
root='' domain='' ui_origin='' email=''

steps="$source_folder/deploy/ec2/steps"
# shellcheck source=deploy/ec2/steps/acting.sh
. "$steps/acting.sh"
# shellcheck source=deploy/ec2/steps/packages.sh
. "$steps/packages.sh"
# shellcheck source=deploy/ec2/steps/release.sh
. "$steps/release.sh"
# shellcheck source=deploy/ec2/steps/settings.sh
. "$steps/settings.sh"
# shellcheck source=deploy/ec2/steps/redis.sh
. "$steps/redis.sh"
# shellcheck source=deploy/ec2/steps/database.sh
. "$steps/database.sh"
# shellcheck source=deploy/ec2/steps/site.sh
. "$steps/site.sh"
# shellcheck source=deploy/ec2/steps/services.sh
. "$steps/services.sh"

while [ $# -gt 0 ]; do
  case "$1" in
    --help) usage; exit 0 ;;
    --domain | --ui-origin | --email | --root) [ $# -gt 1 ] || fail "$1 needs a value." ;;
    *) usage >&2; fail "$1 is not known." ;;
  esac
  case "$1" in
    --domain) domain="$2" ;;
    --ui-origin) ui_origin="$2" ;;
    --email) email="$2" ;;
    --root) root="${2%/}" ;;
  esac
  shift 2
done

[[ "$domain" =~ ^([A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*)?$ ]] || fail "$domain is no domain: write it like api.example.org."
[ -n "$root" ] || [ "$(id -u)" -eq 0 ] || fail "this needs root: use sudo."
if on_host; then
  mkdir -p "$home"
  exec 9>"$home/.install-lock"
  flock --nonblock 9 || fail "another installation is going on."
fi

install_packages
make_user_and_folders
release="$(name_release)"
install_release
make_settings
fetch_models
set_up_redis
set_up_database
install_units "$release"
keep_database
switch_release "$release"
point /usr/local/bin/screenalytics "$home/current/deploy/ec2/command-line.sh"
restart_services
set_up_site
remove_old_releases

say "release $release runs. $(rollback_hint)"
