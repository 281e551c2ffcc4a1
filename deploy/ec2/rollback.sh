#!/usr/bin/env bash
# Goes back to a release that is still installed, with its units. Settings, site and Redis stay as they are.
#   sudo rollback.sh [--database-restored] [release]
# A release refuses a database that a later one has changed: then restore the database first, see deploy/README.md.
set -euo pipefail
umask 022

home=/opt/screenalytics
source_folder="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
root=''

steps="$source_folder/deploy/ec2/steps"
# shellcheck source=deploy/ec2/steps/acting.sh
. "$steps/acting.sh"
# shellcheck source=deploy/ec2/steps/release.sh
. "$steps/release.sh"
# shellcheck source=deploy/ec2/steps/settings.sh
. "$steps/settings.sh"
# shellcheck source=deploy/ec2/steps/database.sh
. "$steps/database.sh"
# shellcheck source=deploy/ec2/steps/services.sh
. "$steps/services.sh"

if [ "${1-}" = --root ]; then
  root="${2%/}"
  shift 2
fi
[ -n "$root" ] || [ "$(id -u)" -eq 0 ] || fail "this needs root: use sudo."
restored=''
if [ "${1-}" = --database-restored ]; then
  restored=yes
  shift
fi

wanted="${1-}"
if [ -z "$wanted" ]; then
  wanted="$(readlink "$root$home/previous" || true)"
  wanted="${wanted#releases/}"
  [ -n "$wanted" ] || fail "there is no release before: name one of $home/releases."
fi
[ -d "$root$home/releases/$wanted" ] || fail "$wanted is not installed: $home/releases holds what is."
current="$(readlink "$root$home/current" || true)"
unknown="$(new_migrations "$wanted" "${current#releases/}" | paste -s -d ' ')"
if [ -n "$unknown" ] && [ -z "$restored" ]; then
  fail "$wanted does not know $unknown and would refuse the database: restore it from $backups as deploy/README.md says, then add --database-restored."
fi

install_units "$wanted"
switch_release "$wanted"
restart_services
say "release $wanted runs."
