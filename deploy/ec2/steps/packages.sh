# shellcheck shell=bash
# What the distribution brings.

least_node=20.19.0

# at_least <version> <least>
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

install_packages() {
  on_host || { say "would install: nginx redis-server ffmpeg certbot openssl curl nodejs"; return; }
  command -v apt-get >/dev/null || fail "there is no apt-get here: this is for Debian and Ubuntu."
  install_missing nginx redis-server ffmpeg certbot openssl curl ca-certificates
  install_node
}

install_missing() {
  local missing=() each
  for each in "$@"; do
    dpkg-query --show --showformat '${db:Status-Abbrev}' "$each" 2>/dev/null | grep -q '^ii' || missing+=("$each")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  say "installing ${missing[*]}"
  apt-get update --quiet
  DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends "${missing[@]}"
}

install_node() {
  if ! command -v node >/dev/null; then
    local offered
    offered="$(apt-cache policy nodejs | sed -n 's/^ *Candidate: *//p' | sed 's/^[0-9]*://')"
    at_least "${offered:-0}" "$least_node" || refuse_node "the distribution offers Node.js ${offered:-not at all}"
    install_missing nodejs
  fi
  local found
  found="$(node --version)"
  at_least "${found#v}" "$least_node" || refuse_node "Node.js $found is installed"
  # NodeSource's package brings npm along, Debian's does not.
  command -v npm >/dev/null || install_missing npm
}

refuse_node() {
  fail "$1, and $least_node or later is needed. Install it, for instance from NodeSource:
  curl -fsSL https://deb.nodesource.com/setup_22.x -o nodesource.sh && sudo bash nodesource.sh && sudo apt-get install -y nodejs
Then run this again."
}
