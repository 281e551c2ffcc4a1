#!/usr/bin/env bash
# `screenalytics` on the host: the command line of the release that runs, with the settings and the rights of the server.
set -euo pipefail

home=/opt/screenalytics
if [ "$(id -u)" -ne 0 ]; then
  echo "screenalytics: this needs root: use sudo." >&2
  exit 1
fi
cd /var/lib/screenalytics
exec runuser -u screenalytics -- node --env-file="$home/.env" "$home/current/bin/screenalytics.js" "$@"
