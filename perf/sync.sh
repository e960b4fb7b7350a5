#!/usr/bin/env bash
# Measures a cold sync against `ccusage claude daily` over the same files, in alternation; then the archive, a sync with nothing new, and one line of 200 MB.
#   perf/sync.sh [--size 1GB] [--runs 5] [--corpus DIR] [--from DIR]…
# --corpus takes a Claude configuration directory as it is; otherwise one is grown from the --from directories (../shared/transcripts/* unless told).
# Needs dotnet, npm and GNU time. Everything it writes stays under artifacts/perf. ccusage's native binary is started directly, so its Node launcher costs it nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
here=$PWD work=$PWD/artifacts/perf size=1GB runs=5 corpus= from=()
while [ $# -gt 0 ]; do
  case $1 in
    --size) size=$2 ;; --runs) runs=$2 ;; --corpus) corpus=$(realpath "$2") ;; --from) from+=("$2") ;;
    *) echo "perf/sync.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
[ -x /usr/bin/time ] || { echo "perf/sync.sh: GNU time is missing: apt-get install time" >&2; exit 2; }
[ ${#from[@]} -gt 0 ] || from=(../shared/transcripts/*/)
mkdir -p "$work/home"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet_root=${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}

echo "Building …" >&2
machine="$(uname -m)"; [ "$machine" = aarch64 ] && rid=linux-arm64 || rid=linux-x64
# All that is run is compiled ahead for processors of the last ten years: the program, and what a sync uses of the framework, in one image (see Debrief.csproj). A lock file of its own: publishing for one machine would
# write that machine into the committed ones; and from the beginning, since what another kind of publishing left behind doesn't fit.
[ "$rid" = linux-x64 ] && instructions=-p:PublishReadyToRunCrossgen2ExtraArgs=--instruction-set:x86-64-v3 || instructions=
rm -rf src/Debrief/{bin,obj}/Release "$work/debrief"
dotnet publish src/Debrief -c Release -r "$rid" --self-contained true -p:PublishReadyToRun=true -p:PublishReadyToRunComposite=true $instructions \
  -p:NuGetLockFilePath=obj/publish.lock.json -o "$work/debrief" -v quiet --nologo >&2
dotnet build perf/Debrief.Benchmarks -c Release -v quiet --nologo >&2
benchmarks() { dotnet perf/Debrief.Benchmarks/bin/Release/net10.0/Debrief.Benchmarks.dll "$@" >&2; }
ccusage() { echo "$work"/npm/node_modules/@ccusage/ccusage-*/bin/ccusage; }
[ -f "$(ccusage)" ] || npm install --silent --no-save --no-audit --no-fund --prefix "$work/npm" ccusage@20.0.24 >&2
chmod +x "$(ccusage)"
if [ -z "$corpus" ]; then
  corpus=$work/corpus-$size
  [ -f "$corpus/complete" ] || { rm -rf "$corpus"; benchmarks grow --from "${from[@]}" --to "$corpus" --size "$size"; touch "$corpus/complete"; }
fi
long=$work/long-line
[ -d "$long" ] || benchmarks long-line --to "$long" --size 200MB

# measured NAME COMMAND…: appends "seconds kilobytes processor-seconds" to NAME. Nothing of this machine's own home is read.
measured() {
  local name=$1 from to; shift
  from=$EPOCHREALTIME
  env -i PATH="$PATH" HOME="$work/home" TZ=UTC DOTNET_ROOT="$dotnet_root" DEBRIEF_HOME="$work/debrief-home" CLAUDE_CONFIG_DIR="$input" \
    /usr/bin/time -q -f '%M %U %S' -o "$work/peak" "$@" > "$work/out" 2> "$work/err" || { cat "$work/err" >&2; exit 1; }
  to=$EPOCHREALTIME
  awk -v from="$from" -v to="$to" '{ printf "%.3f %d %.2f\n", to - from, $1, $2 + $3 }' "$work/peak" >> "$work/$name"
}
debrief=$work/debrief/debrief
theirs() { measured "$1" "$(ccusage)" claude daily --json --offline; }
fresh() { rm -rf "$work/debrief-home"; }
column() { awk -v n="$2" '{ print $n }' "$work/$1"; }
median() { sort -n | awk '{ v[NR] = $1 } END { printf "%.3f", NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
peak() { column "$1" 2 | sort -n | tail -1 | awk '{ printf "%.0f MB", $1 * 1024 / 1000000 }'; }
ratios() { paste <(column "$1" 1) <(column "$2" 1) | awk '{ printf "%.3f\n", $1 / $2 }'; }
row() { printf '| %s | %s s | %s | %s s | %s | %s |\n' "$1" "$(column "$2" 1 | median)" "$(column "$2" 1 | sort -n | sed -n '1p;$p' | paste -sd- | sed 's/-/ – /')" "$(column "$2" 3 | median)" "$(peak "$2")" "$3"; }
against() { echo "**$(ratios "$1" "$2" | median)** ($(ratios "$1" "$2" | paste -sd' '))"; }

input=$corpus
rm -f "$work"/{warm,cold,cold-theirs,whole,noop,noop-theirs,line,line-theirs}
echo "Warming up …" >&2
fresh; theirs warm; measured warm "$debrief" sync --no-archive --json
for run in $(seq "$runs"); do
  echo "Cold sync, pair $run of $runs …" >&2
  fresh; measured cold "$debrief" sync --no-archive --json; theirs cold-theirs
done
for run in $(seq 3); do
  echo "With the archive, $run of 3 …" >&2
  fresh; measured whole "$debrief" sync --json
done
[ -d "$work/debrief-home" ] || { echo "perf/sync.sh: debrief sync left no database" >&2; exit 1; }
archive=$(du -sb "$work/debrief-home" | awk '{ printf "%.0f MB", $1 / 1000000 }')
for run in $(seq "$runs"); do
  measured noop "$debrief" sync --json; theirs noop-theirs
done
cp "$work/out" "$work/ccusage.json"
input=$long
for run in $(seq 3); do
  fresh; measured line "$debrief" sync --no-archive --json; theirs line-theirs
done
fresh

cat <<TABLE
Measured on $(date -u +%Y-%m-%d) with \`perf/sync.sh\`: $(nproc) × $(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo), $(free -m | awk '/^Mem/ { printf "%.0f GB", $2 / 1024 }') of memory, $(. /etc/os-release; echo "$PRETTY_NAME"), .NET $(dotnet --version),
$(find "$corpus" -name '*.jsonl' | wc -l) transcripts, $(find "$corpus" -name '*.jsonl' -printf '%s\n' | awk '{ sum += $1 } END { printf "%.0f MB", sum / 1000000 }'), in the page cache; ccusage $("$(ccusage)" --version | awk '{ print $NF }').

| what | median | range | processor | peak memory | ratio to ccusage, median (each pair) |
|---|---|---|---|---|---|
$(row 'ccusage claude daily' cold-theirs '')
$(row 'debrief sync --no-archive, cold' cold "$(against cold cold-theirs)")
$(row "debrief sync, cold, with the archive (database and archive $archive)" whole '')
$(row 'debrief sync, nothing new' noop "$(against noop noop-theirs)")
$(row 'one line of 200 MB: ccusage' line-theirs '')
$(row 'one line of 200 MB: debrief sync --no-archive' line "$(against line line-theirs)")
TABLE
