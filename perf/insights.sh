#!/usr/bin/env bash
# Measures `GET /api/insights?period=30` over HTTP, pages of the dashboard as a browser that has signed in asks for them, searches, and a crowd of readers,
# against the published program, over databases of 10,000, 100,000 and a million invented sessions with facets, 10,000 of which ended in these days, on
# PostgreSQL and on SQLite.
#   perf/insights.sh [--on "PostgreSQL SQLite"] [--sessions "10000 100000 1000000"] [--runs 40] [--readers 200] [--seconds 60] [--fresh]
# Needs dotnet, curl and PostgreSQL's programs; starts a private server. Everything it writes stays under artifacts/perf, some 6 GB for a million sessions on
# each. What it filled is kept for the next time; --fresh fills it anew, so that its last session ends now.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$PWD/artifacts/perf kinds="PostgreSQL SQLite" sizes="10000 100000 1000000" runs=40 readers=200 seconds=60 fresh=
while [ $# -gt 0 ]; do
  case $1 in
    --on) kinds=$2; shift ;; --sessions) sizes=$2; shift ;; --runs) runs=$2; shift ;; --readers) readers=$2; shift ;; --seconds) seconds=$2; shift ;; --fresh) fresh=1 ;;
    *) echo "perf/insights.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift
done
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
mkdir -p "$work/filled" "$work/insights-home"
[ -z "$fresh" ] || rm -rf "$work/filled"/* "$work/postgres"
echo "Building …" >&2
[ "$(uname -m)" = aarch64 ] && rid=linux-arm64 || rid=linux-x64
dotnet publish src/Debrief -c Release -r "$rid" --self-contained true -p:PublishReadyToRun=true -p:RunAnalyzers=false -p:NuGetLockFilePath=obj/publish.lock.json -o "$work/served" -v quiet --nologo >&2
dotnet build perf/Debrief.Benchmarks -c Release -v quiet --nologo -p:RunAnalyzers=false >&2
bench() { dotnet perf/Debrief.Benchmarks/bin/Release/net10.0/Debrief.Benchmarks.dll "$@"; }

coproc postgres { exec sh tests/postgres.sh "$work/postgres" keep; }
serving=
end() { [ -z "$serving" ] || kill "$serving" 2> /dev/null || true; exec {input}>&-; wait "$postgres_PID" 2> /dev/null || true; }
input=${postgres[1]}
trap end EXIT
read -r connection <&"${postgres[0]}"
cat > "$work/insights-home/profile.yaml" <<'PROFILE'
time_zone: Europe/Berlin
businesses:
  - { slug: business-0, name: First, projects: [/work/project0] }
  - { slug: business-1, name: Second, projects: [/work/project1] }
PROFILE

# serve CONNECTION: sets serving, url and token. Nothing of this machine's own home is read.
dotnet_home=$work/insights-home
serve() {
  rm -f "$work/serving" "$dotnet_home/server.token"
  env -i PATH="$PATH" HOME="$dotnet_home" TZ=UTC DEBRIEF_HOME="$dotnet_home" DEBRIEF_DATABASE="$1" "$work/served/debrief" serve --no-jobs --urls http://127.0.0.1:0 > "$work/serving" 2> "$work/serving.err" &
  serving=$!
  for _ in $(seq 300); do grep -q "serves at" "$work/serving" 2> /dev/null && break; sleep 0.1; done
  url=$(grep -o 'http://127.0.0.1:[0-9]*' "$work/serving" | head -1)
  [ -n "$url" ] || { cat "$work/serving.err" >&2; exit 1; }
  [ ! -f "$dotnet_home/server.token" ] || cp "$dotnet_home/server.token" "$work/token-$name"
  token=$(cat "$work/token-$name")
}
stop() { kill "$serving"; wait "$serving" || true; serving=; }
ask() { bench ask --url "$url/api/insights?period=30" --token "$token" "$@"; }
once() { curl -sf -o "$work/answer" -w '%{time_total}' -H "Authorization: Bearer $token" "$url/api/insights?period=30"; }
peak() { awk '/^VmHWM/ { printf "%.0f MB", $2 * 1024 / 1000000 }' "/proc/$serving/status"; }

look() { bench look --url "$url" --token "$token" --runs "$runs" --pages "$@"; }

# A word that nothing has, a rare one, one that each 500th session has, one that all have, a beginning that a fifth have, two words.
searched=() pages=("/admin/insights?period=30" /admin/sessions "/admin/sessions?business=business-1") others=(/admin/people /admin/skills /admin/friction /admin/cost)
for words in zebra 7777 lala division ca mend+lala; do searched+=("/admin/sessions?q=$words"); done
table= looked= turned= found= crowd=
for kind in $kinds; do
  for size in $sizes; do
    name=$kind-$size
    if [ "$kind" = PostgreSQL ]; then
      database=${connection/Database=postgres/Database=filled_$size}
    else
      database=$work/filled/$size.db
    fi
    if [ ! -f "$work/filled/$name.complete" ]; then
      echo "Filling $name …" >&2
      [ "$kind" = SQLite ] || psql -q -h "$work/postgres" -U debrief postgres -c "set client_min_messages = warning" -c "drop database if exists filled_$size" -c "create database filled_$size" >&2
      rm -f "$work/filled/$size.db"* "$work/token-$name"
      bench fill --database "$database" --count "$size" >&2
      touch "$work/filled/$name.complete"
    fi
    bench forget --database "$database" >&2
    echo "Asking $name …" >&2
    serve "$database"; never=$(once); stop
    serve "$database"; restarted=$(once); same=$(ask --runs "$runs"); changed=$(ask --runs "$runs" --changed "$database"); stop
    serve "$database"; looked+="| $kind | $size | $(look "${pages[@]}")"$'\n'; turned+="| $kind | $size | $(look "${others[@]}")"$'\n'; found+="| $kind | $size | $(look "${searched[@]}")"$'\n'; stop
    table+="| $kind | $size | $never s | $restarted s | $same | $changed |"$'\n'
  done
  serve "$database"
  once > "$work/before"
  loaded=$(bench load --url "$url/api/insights?period=30" --token "$token" --readers "$readers" --seconds "$seconds")
  crowd+="| $kind, $size | $loaded | $(peak) |"$'\n'
  stop
done

cat <<TABLE
Measured on $(date -u +%Y-%m-%d) with \`perf/insights.sh\`: $(nproc) × $(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo), .NET $(dotnet --version), $(psql --version | awk '{ print $1, $3 }').

| database | sessions | the first time ever | the first time after a restart | nothing changed | today changed before each |
|---|---|---|---|---|---|
$table
Pages, p50 / p95 and their size:

| database | sessions | ${pages[0]} | ${pages[1]} | of one business |
|---|---|---|---|---|
$looked
Other pages, over the days that they show by themselves (90; cost 30), p50 / p95 and their size:

| database | sessions | ${others[0]} | ${others[1]} | ${others[2]} | ${others[3]} |
|---|---|---|---|---|---|
$turned
Searches, p50 / p95 and the size of the page:

| database | sessions | nothing has it | a rare word | each 500th | all have it | a beginning, a fifth | two words |
|---|---|---|---|---|---|---|---|
$found
$readers readers for $seconds s:

| database, sessions | answers | the server's peak memory |
|---|---|---|
$crowd
TABLE
