#!/bin/sh
# A private PostgreSQL server for tests and measurements: `tests/postgres.sh FOLDER`, FOLDER not there yet. Prints one line when it is ready, runs until
# its standard input is closed (so it ends with whoever started it, however that ends), and removes the folder. A line there that says stop or start stops
# or starts the server, as an outage does, and is answered when that is done. It listens on a socket in the folder only.
# `tests/postgres.sh FOLDER keep` leaves the folder, and goes on with one that was left.
# Exit code 3: there is no PostgreSQL on this machine.
set -eu
trap '' INT TERM
folder=$1 keep=${2:-}

bin=$(dirname "$(command -v initdb || ls -d /usr/lib/postgresql/*/bin/initdb /opt/homebrew/opt/postgresql*/bin/initdb 2> /dev/null | sort -V | tail -n 1)")
[ -x "$bin/initdb" ] || exit 3

# PostgreSQL refuses to run as root; its Debian package brings a user along.
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then
  id postgres > /dev/null 2>&1 || exit 3
  as() { runuser -u postgres -- "$@"; }
fi

[ -n "$keep" ] && [ -d "$folder/data" ] || mkdir -m 700 "$folder"
[ "$(id -u)" != 0 ] || chown postgres "$folder"
cd "$folder"
end() {
  # What is kept is left whole.
  as "$bin/pg_ctl" -D data -m "$([ -n "$keep" ] && echo fast || echo immediate)" stop > /dev/null 2>&1 || true
  cd /
  [ -n "$keep" ] || rm -rf "$folder"
}
trap end EXIT

if [ ! -d data ]; then
  as "$bin/initdb" -D data -A trust -U debrief -E UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=en --no-sync > initdb.log 2>&1 || { cat initdb.log >&2; exit 1; }
  # One who needs a password, to see what a wrong one leads to.
  as sh -c 'printf "local all locked scram-sha-256\n" | cat - data/pg_hba.conf > hba && mv hba data/pg_hba.conf'
fi
start() {
  as "$bin/pg_ctl" -D data -w -l server.log -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=300 -c shared_buffers=256MB -c max_wal_size=4GB" start > pg_ctl.log 2>&1 < /dev/null || { cat pg_ctl.log server.log >&2; exit 1; }
}
start
echo "Host=$folder;Username=debrief;Database=postgres;Timeout=300;Command Timeout=600"
while read -r command; do
  case $command in
    stop) as "$bin/pg_ctl" -D data -w -m fast stop > pg_ctl.log 2>&1 < /dev/null || { cat pg_ctl.log >&2; exit 1; } ;;
    start) start ;;
  esac
  echo "$command: done"
done
