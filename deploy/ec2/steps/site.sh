# shellcheck shell=bash
# nginx in front of the API, first with a certificate of our own, then with one that everybody trusts.

tls=/etc/screenalytics/tls
webroot=/var/www/screenalytics

set_up_site() {
  local name
  name="$(setting API_BASE_URL | sed 's|^https://||; s|[:/].*$||')"
  [ -n "$name" ] || fail "API_BASE_URL in $home/.env names no https:// address."
  refuse_open_door
  folder "$webroot" 755 root:root
  make_own_certificate "$name"
  sed "s|@DOMAIN@|$name|g; s|@PORT@|$(setting PORT)|g; s|@TLS@|$tls|g; s|@WEBROOT@|$webroot|g" \
    "$source_folder/deploy/ec2/nginx/screenalytics.conf" | put /etc/nginx/sites-available/screenalytics 0644 root
  point /etc/nginx/sites-enabled/screenalytics /etc/nginx/sites-available/screenalytics
  act nginx -q -t
  act systemctl enable --quiet --now nginx
  act systemctl reload nginx
  get_certificate "$name"
}

# An API that asks nobody who they are stays on this machine.
refuse_open_door() {
  if ! on_host; then say "would see that the API lets no stranger in"; return; fi
  local status
  status="$(curl --silent --max-time 10 --output /dev/null --write-out '%{http_code}' \
    --header 'X-Forwarded-For: 192.0.2.1' "http://127.0.0.1:$(setting PORT)/shows")"
  [ "$status" = 401 ] || fail "the API answers $status to somebody who has not signed in, and not 401: it is not put on the net."
}

make_own_certificate() {
  if [ -e "$root$tls/fullchain.pem" ]; then return; fi
  folder "$tls" 700 root:root
  openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj "/CN=$1" -addext "subjectAltName=DNS:$1" \
    -keyout "$root$tls/own-key.pem" -out "$root$tls/own.pem" 2>/dev/null
  chmod 0600 "$root$tls/own-key.pem"
  point "$tls/fullchain.pem" own.pem
  point "$tls/privkey.pem" own-key.pem
}

# certbot renews by a timer of the distribution; nginx reads the new one by the hook.
get_certificate() {
  local certificate="/etc/letsencrypt/live/$1"
  if [ ! -e "$root$certificate/fullchain.pem" ]; then
    if [ -z "$email" ]; then
      say "the certificate is self-signed: run this again with --email you@example.org when $1 leads here."
      return
    fi
    act certbot certonly --webroot --webroot-path "$webroot" --domain "$1" --email "$email" --agree-tos \
      --non-interactive --deploy-hook 'systemctl reload nginx' || {
      say "no certificate yet: does $1 lead to this host, and is port 80 open? Then run this again."
      return
    }
    on_host || return 0
  fi
  point "$tls/fullchain.pem" "$certificate/fullchain.pem"
  point "$tls/privkey.pem" "$certificate/privkey.pem"
  act systemctl reload nginx
}
