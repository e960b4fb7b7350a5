#!/usr/bin/env bash
# What a week of one to ten thousand people comes to, from a simulation; with the bytes that rows really take in the database that perf/insights.sh filled.
#   perf/scale.sh [--people "1 10 100 1000 10000"] [--sessions 1000000] [--folded-share 0.48]
# --folded-share is what perf/fold.sh says of PostgreSQL: the bytes of a folded message by those before.
# Needs dotnet and PostgreSQL's programs, and perf/insights.sh to have run with as many --sessions.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$PWD/artifacts/perf people="1 10 100 1000 10000" sessions=1000000 share=0.48
while [ $# -gt 0 ]; do
  case $1 in
    --people) people=$2 ;; --sessions) sessions=$2 ;; --folded-share) share=$2 ;;
    *) echo "perf/scale.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
[ -f "$work/filled/PostgreSQL-$sessions.complete" ] || { echo "perf/scale.sh: run perf/insights.sh --sessions $sessions first" >&2; exit 2; }
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build perf/Debrief.Benchmarks -c Release -v quiet --nologo -p:RunAnalyzers=false >&2
coproc postgres { exec sh tests/postgres.sh "$work/postgres" keep; }
input=${postgres[1]}
trap 'exec {input}>&-; wait "$postgres_PID" 2> /dev/null || true' EXIT
read -r _ <&"${postgres[0]}"
# bytes TABLE…: of a row, with its indexes and what lies beside it, in all these tables together.
bytes() { psql -At -h "$work/postgres" -U debrief "filled_$sessions" -c "select ceil(sum(pg_total_relation_size(cast(name as regclass))) / (select count(*) from $1)) from unnest(string_to_array('$*', ' ')) as name"; }
session=$(bytes claude_sessions session_facets transcripts) message=$(bytes message_usage)
echo "A session with its facets and transcript takes $session bytes, a message's usage $message, indexes included."
dotnet perf/Debrief.Benchmarks/bin/Release/net10.0/Debrief.Benchmarks.dll growth --people $people --session-bytes "$session" --message-bytes "$message" --folded-share "$share"
