#!/usr/bin/env bash
# Makes the README's pictures anew from `debrief demo`: report.png, report-dark.png, terminal.png; and dashboard-*.png from the screenshots that the tests of
# the dashboard leave in artifacts/screenshots. Needs chromium and tmux.
# usage: docs/pictures.sh [HEIGHT=1336]   how much of the report is shown, in pixels
#        docs/pictures.sh dashboard       the dashboard's alone
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
height=${1:-1336} shots=$PWD/../artifacts/screenshots/WeeksOnSqlite work=$(mktemp -d) tmux=debrief-pictures-$$
trap 'tmux -L "$tmux" kill-server 2> /dev/null || true; rm -rf "$work"' EXIT
# shot PICTURE HEIGHT PAGE [FLAG]…
shot() {
  local picture=$1 height=$2 page=$3; shift 3
  chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync \
    --user-data-dir="$work/browser" --hide-scrollbars "$@" --screenshot="$PWD/$picture" --window-size="1200,$height" "file://$page" 2> /dev/null
}

dashboard() {
  local name
  for name in insights session friction people cost profile; do
    echo "<style>body{margin:0}img{width:1200px;display:block}</style><img src='file://$shots/$name-1400-light.png'>" > "$work/page.html"
    shot "dashboard-$name.png" 860 "$work/page.html"
  done
}
if [ "$height" = dashboard ]; then dashboard; exit; fi
[ ! -d "$shots" ] || dashboard

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build ../src/Debrief -v quiet --nologo
program=$(realpath ../src/Debrief/bin/Debug/net10.0/debrief)
tmux -L "$tmux" new-session -d -x 80 -y 60 "env -i PATH='$PATH' HOME='$work' TERM=xterm-256color '$program' demo; touch '$work/done'; sleep 60"
for _ in $(seq 120); do [ -f "$work/done" ] && break; sleep 0.5; done
sleep 0.5
report=$(ls "$work"/.local/share/debrief/sample/reports/*.html)
shot report.png "$height" "$report"
shot report-dark.png "$height" "$report" --blink-settings=preferredColorScheme=0

{
  echo '<meta charset="utf-8"><style>body{margin:0;background:#16181d}pre{margin:0;padding:28px 40px;color:#d8d9dc;font:22px/1.3 "DejaVu Sans Mono",monospace}b{color:#fff}i{font-style:normal;color:#8b8f98}.good{color:#6cc08b}.bad{color:#e5786d}</style><pre>'
  echo '<i>$</i> debrief demo'
  tmux -L "$tmux" capture-pane -e -J -p | sed -e 's/&/\&amp;/g; s/</\&lt;/g' -e "s|$work|~|g" \
    -e 's/\x1b\[1m/<b>/g; s/\x1b\[38;5;8m/<i>/g; s/\x1b\[38;5;2m/<i class=good>/g; s/\x1b\[38;5;9m/<i class=bad>/g; s/\x1b\[0m/<\/b>/g; s/\x1b\[39m/<\/i>/g; s/\x1b\[[0-9;]*m//g; s/ *$//' | sed '/Report: /q'
  echo '</pre>'
} > "$work/terminal.html"
shot terminal.png "$(($(grep -c '' "$work/terminal.html") * 29 + 20))" "$work/terminal.html"
ls -l ./*.png
