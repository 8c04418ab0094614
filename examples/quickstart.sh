#!/usr/bin/env bash
# From the sources to a streamed answer: builds, packs a provider, serves it as a feed, installs it, asks it something
# and removes it again. Keeps everything it writes below artifacts/, and can be run again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
state=$root/artifacts/quickstart

step() { printf '\n== %s\n' "$*"; }
run() { printf '$ %s\n' "$*"; "$@"; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

started=()
stop_started() {
  local id
  for id in "${started[@]}"; do
    kill "$id" 2> /dev/null || true
    wait "$id" 2> /dev/null || true
  done
}
trap stop_started EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Starts a server and waits for the first line that it prints, its address: start <variable for the line> <command...>
start() {
  local -n line=$1
  local output
  shift
  exec {output}< <(exec "$@")
  started+=("$!")
  read -r -t 60 line <&"$output" && [[ $line == *http://* ]] || fail "'$*' did not start: ${line:-it printed nothing in a minute}"
}

command -v dotnet > /dev/null || fail "the .NET 10 SDK is not on PATH. Install it, then try again."
version=$(dotnet --version) || fail "the .NET SDK that global.json asks for is not installed."
[ "${version%%.*}" -ge 10 ] || fail "the .NET SDK on PATH is $version, and 10 or newer is needed."

# What confines plugins. Without it they do not run.
if [ ! -x /usr/bin/bwrap ]; then
  step "Install bubblewrap, which confines plugins"
  if [ "$(id -u)" -eq 0 ]; then as_root=(); elif command -v sudo > /dev/null; then as_root=(sudo); else fail "bubblewrap is missing, and installing it needs root. Run: apt-get install bubblewrap"; fi
  run "${as_root[@]}" apt-get update -qq
  run "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends bubblewrap
fi

# A home of its own, with the user's NuGet sources in it: nothing else of the user's is read, and nothing is written.
rm -rf "$state"
mkdir -p "$state/home/.nuget/NuGet" "$state/tmp"
[ ! -e "$HOME/.nuget/NuGet/NuGet.Config" ] || ln -s "$HOME/.nuget/NuGet/NuGet.Config" "$state/home/.nuget/NuGet/NuGet.Config"
export HOME=$state/home DOTNET_CLI_HOME=$state/home TMPDIR=$state/tmp NUGET_SCRATCH=$state/tmp
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
export GAO_DEV_HOME=$state/gao-dev

step "Build the tool and the servers of this example"
for project in src/GaoDev.Cli examples/local-feed examples/local-endpoint; do
  run dotnet build "$project" --configuration Release --nologo --verbosity quiet --consoleLoggerParameters:NoSummary -p:UseSharedCompilation=false
done

step "Pack GaoDev.Sdk and the provider examples/plugins/azure-openai-provider into artifacts/feed"
run bash tests/pack.sh

step "Add what the provider depends on, so that the feed is complete"
# project.assets.json lists each package of the closure as its folder below the packages folder: id/version.
sed -n 's|^ *"path": "\([^"/]*\)/\([^"/]*\)",*$|\1 \2|p' examples/plugins/azure-openai-provider/obj/project.assets.json |
  while read -r id package_version; do
    [[ $id == gaodev.* ]] || cp "artifacts/packages/$id/$package_version/$id.$package_version.nupkg" artifacts/feed/
  done
ls artifacts/feed

step "Serve artifacts/feed as a NuGet feed on loopback"
start feed dotnet examples/local-feed/bin/Release/net10.0/local-feed.dll artifacts/feed --port 0
printf '%s\n' "$feed"

if [ -n "${AZURE_OPENAI_API_KEY:-}" ] && [ -n "${AZURE_OPENAI_ENDPOINT:-}" ] && [ -n "${AZURE_OPENAI_DEPLOYMENT:-}" ]; then
  step "Use Azure OpenAI at $AZURE_OPENAI_ENDPOINT, as the environment says"
else
  step "Start an endpoint on loopback that speaks as Azure OpenAI does (set AZURE_OPENAI_* to use the real one)"
  start listening dotnet examples/local-endpoint/bin/Release/net10.0/LocalEndpoint.dll --port 0 --key local-key --deployment local
  printf '%s\n' "$listening"
  export AZURE_OPENAI_API_KEY=local-key AZURE_OPENAI_ENDPOINT=${listening##* } AZURE_OPENAI_DEPLOYMENT=local
fi

gao-dev() { printf '$ gao-dev %s\n' "$*"; dotnet "$root/src/GaoDev.Cli/bin/Release/net10.0/gao-dev.dll" "$@"; }

step "Install the provider: what it is and asks for is shown before any of its code runs, and --yes allows it"
gao-dev plugins install-provider GaoDev.Providers.AzureOpenAI --source "$feed" --yes

step "List what there is"
gao-dev plugins list-providers

step "Check that it is set up"
gao-dev plugins validate-provider azure-openai

step "Ask it something: the answer is shown as it arrives"
gao-dev run "Say in one sentence what a plugin is." --provider azure-openai --model gpt-4

step "Remove it again"
gao-dev plugins uninstall-provider azure-openai

step "Done. Everything that was written is in artifacts/."
