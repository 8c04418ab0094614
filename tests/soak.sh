#!/usr/bin/env bash
# Long runs of what continuous integration does in short. Usage: bash tests/soak.sh kills|packages
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

tests() { dotnet build "tests/$1" -c Release --nologo -v quiet && dotnet "tests/$1/bin/Release/net10.0/$1.dll" -noLogo -noColor "${@:2}"; }

case "${1:-}" in
  # The tool, killed at 1,000 random moments of everything that changes what is installed.
  kills) GAODEV_KILLS=1000 tests GaoDev.Cli.Tests -class GaoDev.Cli.Tests.Installing.KillTests ;;
  # 100,000 mutated packages, manifests and lock files.
  packages) GAODEV_MUTATIONS=100000 tests GaoDev.Runtime.Tests -class GaoDev.Runtime.Tests.Packages.MutationTests ;;
  *) echo "Usage: bash tests/soak.sh kills|packages" >&2; exit 2 ;;
esac
