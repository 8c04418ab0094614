#!/usr/bin/env bash
# Measures ours, the peer and the limit in one run. Usage: bash tests/bench.sh [line ...], all of them where none is named.
# The lines are those of tests/GaoDev.Benchmarks/Program.cs
# Writes artifacts/benchmarks.json; exit 1 where a goal is missed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
bash tests/prerequisites.sh
# The peer that confines programs, with what it needs.
missing=()
command -v socat > /dev/null || missing+=(socat)
command -v rg > /dev/null || missing+=(ripgrep)
if [ "${#missing[@]}" -gt 0 ]; then
  echo "== installing ${missing[*]}"
  if [ "$(id -u)" -eq 0 ]; then as_root=(); else as_root=(sudo); fi
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
fi
npm install --prefix artifacts/bench/peers --no-audit --no-fund --loglevel=error @anthropic-ai/sandbox-runtime@0.0.83
bash tests/pack.sh
rid=$(dotnet --info | awk '/^ *RID:/ { print $2; exit }')
publish() {
  dotnet publish "$1" -c Release -r "$rid" -p:NuGetLockFilePath=obj/publish.lock.json -p:RestoreLockedMode=false \
    -o "artifacts/bench/$2" --nologo -v quiet "${@:3}"
}
managed=(--self-contained false -p:PublishReadyToRun=true)
publish tests/GaoDev.Benchmarks app "${managed[@]}"
publish src/GaoDev.Cli tool "${managed[@]}"
publish examples/local-feed local-feed -p:PublishAot=true
publish src/GaoDev.Cli tool-native -p:NativeTool=true
publish tests/GaoDev.Benchmarks.Fetch fetch
dotnet build tests/plugins/Echo -c Release --nologo -v quiet
exec artifacts/bench/app/GaoDev.Benchmarks "$@"
