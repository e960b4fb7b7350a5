#!/usr/bin/env bash
# What the usage of real messages takes in each database before and after it was folded, bytes a message, indexes included.
#   perf/fold.sh [--on "PostgreSQL SQLite"] [--corpus DIR]
# --corpus is a Claude configuration directory; perf/sync.sh grows the usual one. It is copied, and the copy deleted as Claude Code would. Needs dotnet, python3 and PostgreSQL's programs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$PWD/artifacts/perf kinds="PostgreSQL SQLite" corpus=$PWD/artifacts/perf/corpus-1GB
while [ $# -gt 0 ]; do
  case $1 in
    --on) kinds=$2 ;; --corpus) corpus=$(realpath "$2") ;;
    *) echo "perf/fold.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
mkdir -p "$work"
dotnet build src/Debrief -c Release -v quiet --nologo -p:RunAnalyzers=false >&2
folder=$(mktemp -d "$work/fold.XXXXXX")
chmod 755 "$folder" # PostgreSQL runs as a user of its own.
coproc postgres { exec sh tests/postgres.sh "$folder/postgres"; }
input=${postgres[1]}
trap 'exec {input}>&-; wait "$postgres_PID" 2> /dev/null || true; rm -rf "$folder"' EXIT
read -r connection <&"${postgres[0]}"
debrief() { env -i PATH="$PATH" HOME="$folder/home" TZ=UTC DEBRIEF_HOME="$folder/home" CLAUDE_CONFIG_DIR="$folder/claude" DEBRIEF_DATABASE="$database" dotnet src/Debrief/bin/Release/net10.0/debrief.dll "$@"; }
sqlite() { python3 -c 'import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute("vacuum"); print(db.execute(sys.argv[2]).fetchone()[0])' "$folder/debrief.db" "$1"; }
tables="'message_usage', 'message_copies', 'folded_messages', 'folded_transcripts'"
# Of these tables and their indexes. Folding leaves room for what comes next: VACUUM tells what is really needed.
size() {
  if [ "$kind" = PostgreSQL ]; then
    psql -qAt -h "$folder/postgres" -U debrief postgres -c "vacuum full" -c "select sum(pg_total_relation_size(cast(name as regclass))) from unnest(array[$tables]) as name"
  else
    sqlite "select sum(pgsize) from dbstat where name in (select name from sqlite_master where tbl_name in ($tables))"
  fi
}
mkdir -p "$folder/home" "$folder/claude"
printf 'archive: false\n' > "$folder/home/config.yaml"
for kind in $kinds; do
  [ "$kind" = PostgreSQL ] && database=$connection || database=$folder/debrief.db
  cp -r "$corpus/projects" "$folder/claude/projects"
  find "$folder/claude/projects" -name '*.jsonl' -exec touch -d 2020-01-01 {} +
  debrief sync --json > /dev/null
  before=$(size)
  rm -rf "$folder/claude/projects"
  start=$(date +%s%3N)
  folded=$(debrief database fold --older-than 1d --json)
  took=$(($(date +%s%3N) - start))
  start=$(date +%s%3N)
  debrief database fold --older-than 1d > /dev/null
  again=$(($(date +%s%3N) - start))
  python3 - "$kind" "$before" "$(size)" "$folded" "$took" "$again" <<'P'
import json, sys
kind, before, after, folded, took, again = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), json.loads(sys.argv[4]), int(sys.argv[5]), int(sys.argv[6])
print(f"{kind}: {folded['messages']:,} messages of {folded['transcripts']:,} transcripts became {folded['rows']:,} rows, {folded['messages'] / folded['rows']:.1f} each, in {took / 1000:.1f} s (again: {again / 1000:.1f} s); "
      f"{before / folded['messages']:.0f} bytes a message became {after / folded['messages']:.0f}.")
P
done
