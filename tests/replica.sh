#!/bin/sh
# A streaming replica of a server that tests/postgres.sh started: `tests/replica.sh FOLDER OF`, FOLDER not there yet, OF the folder of that server. Prints one
# line when it is ready, runs until its standard input is closed, and removes the folder.
set -eu
trap '' INT TERM
folder=$1 of=$2
bin=$(dirname "$(readlink -f "$(command -v initdb || ls -d /usr/lib/postgresql/*/bin/initdb /opt/homebrew/opt/postgresql*/bin/initdb 2> /dev/null | sort -V | tail -n 1)")")
as() { "$@"; }
[ "$(id -u)" != 0 ] || as() { runuser -u postgres -- "$@"; }

mkdir -m 700 "$folder"
[ "$(id -u)" != 0 ] || chown postgres "$folder"
cd "$folder"
end() { as "$bin/pg_ctl" -D data -m immediate stop > /dev/null 2>&1 || true; cd /; rm -rf "$folder"; }
trap end EXIT
as "$bin/pg_basebackup" -h "$of" -U debrief -D data -R -X stream -c fast --no-sync > basebackup.log 2>&1 || { cat basebackup.log >&2; exit 1; }
as "$bin/pg_ctl" -D data -w -l server.log -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off -c max_connections=300" start > pg_ctl.log 2>&1 < /dev/null || { cat pg_ctl.log server.log >&2; exit 1; }
echo "Host=$folder;Username=debrief;Database=postgres;Timeout=300;Command Timeout=600"
while read -r _; do :; done
