#!/usr/bin/env bash
# Builds what people install, into artifacts/publish: the program as a single file that needs no .NET, and as a package for `dotnet tool install`.
#   ./publish.sh [linux-x64|linux-arm64|osx-arm64|win-x64]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
case "${1:-}" in
  linux-x64 | linux-arm64 | osx-arm64 | win-x64) rid=$1 ;;
  "") case "$(uname -sm)" in
        "Linux x86_64") rid=linux-x64 ;;
        "Linux aarch64") rid=linux-arm64 ;;
        "Darwin arm64") rid=osx-arm64 ;;
        *) echo "publish.sh: name the platform: linux-x64, linux-arm64, osx-arm64 or win-x64" >&2; exit 2 ;;
      esac ;;
  *) echo "publish.sh: \"$1\" is not one of linux-x64, linux-arm64, osx-arm64, win-x64" >&2; exit 2 ;;
esac
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
out=artifacts/publish
rm -rf "$out/$rid" "$out/tool"
# A lock file of its own: publishing for one machine would write that machine into the committed ones.
dotnet publish src/Debrief -c Release -r "$rid" --self-contained true -p:PublishSingleFile=true -p:PublishReadyToRun=true -p:IncludeNativeLibrariesForSelfExtract=false \
  -p:DebugType=none -p:NuGetLockFilePath=obj/publish.lock.json -o "$out/$rid" -v quiet --nologo
dotnet pack src/Debrief -c Release -p:PackAsTool=true -p:IsPackable=true -p:ToolCommandName=debrief -p:NuGetLockFilePath=obj/pack.lock.json -o "$out/tool" -v quiet --nologo
ls -lh "$out/$rid"/debrief* "$out"/tool/*.nupkg
