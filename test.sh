#!/usr/bin/env bash
# Installs what the tests need and is missing, runs every test, ends with "N passed, N failed, N skipped".
# With CI=true a tool that can't be had, or a test skipped, is a failure.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# What the tests compare with, ask, and send to.
NODE_TOOLS=(ccusage@20.0.24 @anthropic-ai/claude-code@2.1.197 s3rver@3.7.1 smtp-server@3.21.6)
in_ci() { [ "${CI:-}" = true ]; }

missing() {
  echo "test.sh: $1 is missing: the tests that need it are skipped" >&2
  if in_ci; then echo "0 passed, 1 failed, 0 skipped"; exit 1; fi
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

has() { command -v "$1" > /dev/null; }

# Debian package
install_package() {
  echo "test.sh: installing $1"
  export DEBIAN_FRONTEND=noninteractive
  { as_root apt-get install -y -qq "$1" || { as_root apt-get update -qq && as_root apt-get install -y -qq "$1"; }; } > /dev/null 2>&1
}

# command, Debian package
need() {
  has "$1" && return
  install_package "$2"
  has "$1" || missing "$1"
}

# The one without windows takes half of the processors' time; where it can't be had, the other does.
need_chromium() {
  has chromium-headless-shell && return
  install_package chromium-headless-shell
  has chromium-headless-shell || need chromium chromium
}

# Debian puts its programs beside PATH, and would start a cluster of its own: the tests start a private server.
need_postgres() {
  has_postgres() { command -v initdb > /dev/null || ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1; }
  has_postgres && return
  as_root mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" | as_root tee /etc/postgresql-common/createcluster.conf > /dev/null
  install_package postgresql
  has_postgres || missing postgresql
}

# All by one command: npm removes what it isn't told of.
need_node_tools() {
  local tool
  for tool in "${NODE_TOOLS[@]}"; do
    grep -qs "\"version\": *\"${tool##*@}\"" ".tools/node_modules/${tool%@*}/package.json" && continue
    echo "test.sh: installing ${NODE_TOOLS[*]} into .tools/"
    npm install --silent --no-save --no-audit --no-fund --prefix .tools "${NODE_TOOLS[@]}" > /dev/null
    break
  done
  for tool in "${NODE_TOOLS[@]}"; do
    [ -e ".tools/node_modules/${tool%@*}/package.json" ] || missing "$tool"
  done
  # ccusage's launcher makes its native binary executable at its first start; the tests start the binary itself.
  chmod +x .tools/node_modules/@ccusage/ccusage-*/bin/ccusage 2> /dev/null || missing ccusage
  # Claude Code runs a script after the installation that may be forbidden; the native program lies in a package of its own all the same.
  chmod +x .tools/node_modules/@anthropic-ai/claude-code-*/claude 2> /dev/null || missing "Claude Code"
}

if ! command -v dotnet > /dev/null; then
  echo "test.sh: install the .NET SDK that global.json names: https://dotnet.microsoft.com/download" >&2
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi
need_chromium
need_postgres
need npm npm
need_node_tools
shared=${DEBRIEF_SHARED_TRANSCRIPTS:-../shared/transcripts}
[ -d "$shared" ] || missing "$shared"

mkdir -p artifacts
log=artifacts/tests.log
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
if ! dotnet build Debrief.slnx -c Release --nologo -v quiet; then
  echo "test.sh: the build failed" >&2
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi
dotnet test --solution Debrief.slnx -c Release --no-build --max-parallel-test-modules 1 --output Detailed --no-ansi --no-progress 2>&1 | tee "$log" | grep -v -e '^passed ' -e '^  from '
code=${PIPESTATUS[0]}

count() { awk -v name="$1:" '/^Test run summary/ { summary = 1 } summary && $1 == name { sum += $2 } END { print sum + 0 }' "$log"; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
if [ "$skipped" -gt 0 ]; then
  echo "Skipped:"
  grep '^skipped ' "$log"
  in_ci && code=1
fi
[ $((passed + failed)) -gt 0 ] || { echo "test.sh: no test ran" >&2; code=1; }
[ "$code" -eq 0 ] || [ "$failed" -gt 0 ] || echo "test.sh: no test failed, yet the run did (see above)" >&2
echo "$passed passed, $failed failed, $skipped skipped"
exit "$code"
