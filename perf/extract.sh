#!/usr/bin/env bash
# Measures `debrief extract` of 200 sessions through the real Claude Code against Claude Code's own /insights over the same sessions,
# both with a model on loopback that answers at once, in alternation.
#   perf/extract.sh [--sessions 200] [--runs 3]
# Needs dotnet and npm. Everything it writes stays under artifacts/perf; nothing leaves loopback.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$PWD/artifacts/perf sessions=200 runs=3
while [ $# -gt 0 ]; do
  case $1 in
    --sessions) sessions=$2 ;; --runs) runs=$2 ;;
    *) echo "perf/extract.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
claude=$(ls -d .tools/node_modules/@anthropic-ai/claude-code-linux-*/claude 2> /dev/null | head -1 || true)
[ -n "$claude" ] || { npm install --silent --no-save --no-audit --no-fund --prefix .tools @anthropic-ai/claude-code@2.1.197 >&2; claude=$(ls -d .tools/node_modules/@anthropic-ai/claude-code-linux-*/claude); }
claude=$PWD/$claude
chmod +x "$claude"
echo "Building …" >&2
dotnet build src/Debrief -c Release -v quiet --nologo -o "$work/extract-debrief" >&2
dotnet build tests/Debrief.MockModel -c Release -v quiet --nologo -o "$work/extract-model" >&2
dotnet build perf/Debrief.Benchmarks -c Release -v quiet --nologo >&2
input=$work/extract-input
rm -rf "$input" "$work"/extract-{ours,theirs}
dotnet perf/Debrief.Benchmarks/bin/Release/net10.0/Debrief.Benchmarks.dll sessions --to "$input" --count "$sessions" >&2
dotnet "$work/extract-model/Debrief.MockModel.dll" --port 0 > "$work/extract-url" &
model=$!
trap 'kill $model' EXIT
for _ in $(seq 100); do [ -s "$work/extract-url" ] && break; sleep 0.1; done
url=$(head -1 "$work/extract-url")
dotnet_root=${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}
quiet() { env -i PATH=/usr/bin:/bin TZ=UTC DOTNET_ROOT="$dotnet_root" HOME="$home" CLAUDE_CONFIG_DIR="$home/.claude" DEBRIEF_HOME="$home/debrief" ANTHROPIC_API_KEY=sk-ant-of-nobody ANTHROPIC_BASE_URL="$url" \
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_TELEMETRY=1 DISABLE_ERROR_REPORTING=1 DISABLE_AUTOUPDATER=1 "$@"; }
seconds() { awk -v from="$1" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.2f", to - from }'; }

for run in $(seq "$runs"); do
  home=$work/extract-home
  rm -rf "$home" && mkdir -p "$home/debrief" && cp -r "$input" "$home/.claude"
  printf 'extraction:\n  max_usd_per_month: 1000\nmodel:\n  claude: %s\n' "$claude" > "$home/debrief/config.yaml"
  quiet "$work/extract-debrief/debrief" sync --no-archive > "$work/out"
  from=$EPOCHREALTIME
  quiet "$work/extract-debrief/debrief" extract --via claude --limit "$sessions" --max-cost 1000 --yes > "$work/out" < /dev/null
  echo "$(seconds "$from") $(grep -o "[0-9,]* of [0-9,]* session[s]* extracted" "$work/out" | head -1)" | tee -a "$work/extract-ours" >&2
  rm -rf "$home" && mkdir -p "$home" && cp -r "$input" "$home/.claude"
  from=$EPOCHREALTIME
  (cd "$home" && quiet "$claude" -p "/insights" > "$work/out" < /dev/null)
  echo "$(seconds "$from") $(find "$home/.claude/usage-data/facets" -name '*.json' 2> /dev/null | wc -l) of $sessions sessions have facets" | tee -a "$work/extract-theirs" >&2
done
rm -rf "$home"
middle() { sort -n "$1" | awk '{ line[NR] = $0 } END { print line[int((NR + 1) / 2)] }'; }
cat <<TABLE
Measured on $(date -u +%Y-%m-%d) with \`perf/extract.sh\`: $(nproc) × $(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo), .NET $(dotnet --version), Claude Code $("$claude" --version | awk '{ print $1 }'), a model on loopback that answers at once.

| what | median of $runs, seconds, and what came of it |
|---|---|
| debrief extract --via claude | $(middle "$work/extract-ours") |
| claude -p "/insights" | $(middle "$work/extract-theirs") |
TABLE
