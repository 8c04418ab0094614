#!/usr/bin/env bash
# Builds everything, packs what is packed, and runs every test. Installs what it needs and says so.
# Ends with one line: N passed, N failed, N skipped. Usage: bash tests/run.sh [name-of-test-project ...]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_HOME="${DOTNET_CLI_HOME:-$root/artifacts/home}"
export MSBUILDDISABLENODEREUSE=1
# Whether a certificate was revoked is asked of its issuer over the network; the tests ask nobody.
export NUGET_CERT_REVOCATION_MODE="${NUGET_CERT_REVOCATION_MODE:-offline}"
results=$root/artifacts/test-results
rm -rf "$results" && mkdir -p "$results"

say() { printf '== %s\n' "$*"; }
bash tests/prerequisites.sh

say "building the solution"
dotnet build GaoDev.sln -c Release --nologo -v quiet
say "packing the packages and the examples"
bash tests/pack.sh
say "building the tests that use the packed packages"
for project in tests/packed/*/*.csproj; do
  dotnet build "$project" -c Release --nologo -v quiet
done
say "publishing the tool as a native program"
mkdir -p artifacts/native
dotnet publish src/GaoDev.Cli -c Release -r "$(dotnet --info | awk '/^ *RID:/ { print $2; exit }')" -p:NativeTool=true \
  -p:NuGetLockFilePath=obj/native.lock.json -p:RestoreLockedMode=false -o artifacts/native/gao-dev --nologo -v minimal > artifacts/native/publish.log ||
  { cat artifacts/native/publish.log; exit 1; }
say "installing the emulator"
# Not "npm ci": it wants the programs of other systems in the lock file, which not every registry has.
(cd tests/emulators && npm install --no-save --no-audit --no-fund --loglevel=error)

selected() { [ "$#" -eq 0 ] || [[ " $* " == *" $name "* ]]; }
failed_programs=0
for program in tests/*.Tests/bin/Release/net10.0/*.Tests.dll tests/packed/*.Tests/bin/Release/net10.0/*.Tests.dll; do
  name=$(basename "$program" .dll)
  [ "$name" = "$(basename "$(dirname "$(dirname "$(dirname "$(dirname "$program")")")")")" ] || continue
  selected "$@" || continue
  say "$name"
  # A hang is a failure, not a wait.
  timeout --kill-after=10 900 dotnet "$program" -noLogo -noColor -xml "$results/$name.xml" > "$results/$name.log" 2>&1 || true
  grep -E '\[FAIL\]|^ {6,}|Total:' "$results/$name.log" | head -200 || true
  if [ ! -s "$results/$name.xml" ]; then
    tail -50 "$results/$name.log"
    failed_programs=$((failed_programs + 1))
  fi
done

sum() { cat "$results"/*.xml 2>/dev/null | grep -oE "<assembly [^>]*" | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+' | awk '{ total += $1 } END { print total + 0 }'; }
passed=$(sum passed); failed=$(( $(sum failed) + $(sum errors) + failed_programs )); skipped=$(sum skipped)
echo "${passed:-0} passed, ${failed:-0} failed, ${skipped:-0} skipped"
[ "$failed" -eq 0 ] && [ "${passed:-0}" -gt 0 ]
