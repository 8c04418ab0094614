#!/usr/bin/env bash
# Long runs of what continuous integration does in short. Usage: bash tests/soak.sh kills|packages|frames|unload|crashes|agents
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

# Runs some of a test project's tests: run_tests <project> <filter...>
run_tests() {
  local project=$1
  shift
  dotnet build "tests/$project" -c Release --nologo -v quiet
  dotnet "tests/$project/bin/Release/net10.0/$project.dll" -noLogo -noColor "$@"
}

case "${1:-}" in
  kills)
    # The tool, killed at 1,000 random moments of everything that changes what is installed.
    GAODEV_KILLS=1000 run_tests GaoDev.Cli.Tests -class GaoDev.Cli.Tests.Installing.KillTests
    ;;
  packages)
    # 100,000 mutated packages, manifests and lock files.
    GAODEV_MUTATIONS=100000 run_tests GaoDev.Runtime.Tests -class GaoDev.Runtime.Tests.Packages.MutationTests
    ;;
  frames)
    # A hundred thousand mutated conversations against each end of the protocol, and ten thousand against the broker.
    GAODEV_SOAK_FRAMES=100000 run_tests GaoDev.Host.Tests \
      -method '*.Child_AnyFrames_*' -method '*.Parent_AnyFrames_*' -method '*.Broker_AnyBytes_*'
    ;;
  unload)
    # A plugin is loaded into this process and unloaded again a thousand times.
    GAODEV_SOAK_UNLOADS=1000 run_tests GaoDev.Host.Tests -class GaoDev.Host.Tests.Loading.UnloadTests
    ;;
  crashes)
    # A confined plugin crashes a thousand times in a row, as each identity. Some five minutes for each.
    GAODEV_SOAK_CRASHES=1000 run_tests GaoDev.Host.Tests -method '*.Crashes_ManyInARow_*'
    ;;
  agents)
    # The whole conformance kit on the command-line agents.
    (cd tests/emulators && npm install --no-save --no-audit --no-fund --loglevel=error)
    GAODEV_SOAK_AGENTS=1 run_tests GaoDev.Providers.BuiltIn.Tests \
      -class GaoDev.Providers.BuiltIn.Tests.OpenCode.OpenCodeConformanceTests -class GaoDev.Providers.BuiltIn.Tests.ClaudeCode.ClaudeCodeConformanceTests
    ;;
  *)
    echo "usage: bash tests/soak.sh kills|packages|frames|unload|crashes|agents" >&2
    exit 2
    ;;
esac
