# shellcheck shell=bash
# Releases lie side by side, each named after its content; `current` leads to the one that runs.

program_files=(bin src deploy package.json package-lock.json .npmrc tsconfig.json .env.example README.md LICENSE)
kept_releases=3

make_user_and_folders() {
  if on_host && ! id screenalytics >/dev/null 2>&1; then
    useradd --system --user-group --home-dir "$data" --shell /usr/sbin/nologin screenalytics
    say "made the user screenalytics"
  fi
  folder "$home" 755 root:root
  folder "$home/releases" 755 root:root
  folder "$home/models" 755 root:root
  folder "$data" 750 screenalytics:screenalytics
}

# The version, and a hash over the names and contents of all files.
name_release() {
  local version hash
  version="$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$source_folder/package.json")"
  hash="$(cd "$source_folder" && find "${program_files[@]}" -type f -print0 | LC_ALL=C sort -z |
    xargs -0 sha256sum | sha256sum | cut -c 1-12)"
  printf '%s-%s' "$version" "$hash"
}

# The code belongs to root: what runs cannot change it.
install_release() {
  local place="$home/releases/$release" partial
  if [ -d "$root$place" ]; then return; fi
  partial="$root$place.partial"
  rm -rf "$partial"
  mkdir -p "$partial"
  tar --create --directory "$source_folder" "${program_files[@]}" |
    tar --extract --directory "$partial" --no-same-owner --no-same-permissions
  if on_host; then (cd "$partial" && install_dependencies); else say "would run: npm ci --omit=dev"; fi
  mv "$partial" "$root$place"
  say "installed release $release"
}

install_dependencies() {
  npm ci --omit=dev --no-audit --no-fund
  # Made now, while the folder can be written: the program starts faster from its bundle.
  node bin/screenalytics.js --version >/dev/null
}

fetch_models() {
  act env SCREENALYTICS_MODELS_DIR="$home/models" node "$home/releases/$release/bin/screenalytics.js" models fetch
}

# switch_release <name>: remembers the one before.
switch_release() {
  local before
  before="$(readlink "$root$home/current" || true)"
  if [ "$before" = "releases/$1" ]; then return; fi
  if [ -n "$before" ]; then point "$home/previous" "$before"; fi
  point "$home/current" "releases/$1"
}

remove_old_releases() {
  local kept=" $(readlink "$root$home/current" || true) $(readlink "$root$home/previous" || true) " each
  # Newest first.
  find "$root$home/releases" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %f\n' | sort -rn | cut -d ' ' -f 2 |
    tail -n "+$((kept_releases + 1))" | while read -r each; do
    case "$kept" in *" releases/$each "*) continue ;; esac
    rm -rf "$root${home:?}/releases/$each"
    say "removed release $each"
  done
}
