# shellcheck shell=bash
# How steps act. With --root, files are written below that folder, and commands are named instead of run.

say() { printf '%s\n' "$*"; }

fail() {
  printf 'screenalytics: %s\n' "$*" >&2
  exit 1
}

# act <command> <argument>…
act() {
  if [ -n "$root" ]; then say "would run: $*"; else "$@"; fi
}

# Whether this is the host itself, where services run and can be asked.
on_host() { [ -z "$root" ]; }

# put <file> <mode> <group>: writes what comes on standard input, where it differs from what is there.
put() {
  local file="$root$1" mode="$2" group="$3" text
  text="$(cat; printf .)"
  text="${text%.}"
  if [ -f "$file" ] && [ "$(cat "$file"; printf .)" = "$text." ]; then return; fi
  mkdir -p "$(dirname "$file")"
  # Written beside and renamed, with its rights from the first byte on: nobody reads a secret or half a file.
  (umask 077 && printf %s "$text" >"$file.new")
  if on_host; then chgrp "$group" "$file.new"; fi
  chmod "$mode" "$file.new"
  mv "$file.new" "$file"
  say "wrote $1"
}

# folder <path> <mode, three digits> <owner:group>
folder() {
  local path="$root$1"
  if [ ! -d "$path" ]; then
    mkdir -p "$path"
    say "made $1"
  fi
  if on_host && [ "$(stat --format %U:%G "$path")" != "$3" ]; then chown "$3" "$path"; fi
  if [ "$(stat --format %a "$path")" != "$2" ]; then chmod "$2" "$path"; fi
}

# point <link> <target>: a symbolic link that never leads nowhere on the way.
point() {
  local link="$root$1"
  if [ "$(readlink "$link" || true)" = "$2" ]; then return; fi
  mkdir -p "$(dirname "$link")"
  ln -sfn "$2" "$link.new"
  mv -T "$link.new" "$link"
  say "$1 leads to $2"
}
