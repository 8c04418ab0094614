#!/usr/bin/env bash
# From `dotnet new` to an answered task: makes a provider of the template, packs it, installs it and asks it something.
# What follows its name goes to `dotnet new`: bash docs/first-provider.sh --central-packages false --tests false
# Run it in the repository after `bash tests/pack.sh`, which packs what a provider references.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
work=$(mktemp -d)
export GAO_DEV_HOME=$work/gao-dev DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
gao-dev() { dotnet "$root/src/GaoDev.Cli/bin/Release/net10.0/gao-dev.dll" "$@"; }

for project in src/GaoDev.Cli/bin/Release/net10.0/gao-dev.dll examples/local-endpoint/bin/Release/net10.0/LocalEndpoint.dll; do
  [ -e "$project" ] || dotnet build "${project%%/bin/*}" --configuration Release --nologo --verbosity quiet
done

# A backend on loopback that answers with what it was asked.
exec {output}< <(exec dotnet examples/local-endpoint/bin/Release/net10.0/LocalEndpoint.dll --port 0 --key local-key)
endpoint=$!
trap 'kill "$endpoint" 2> /dev/null || true; rm -rf "$work"' EXIT
read -r -t 60 line <&"$output"

started=$SECONDS
cp nuget.config "$work/" && sed -i "s|artifacts/|$root/artifacts/|" "$work/nuget.config"
cd "$work"
dotnet new install "$root"/artifacts/feed/GaoDev.Templates.*.nupkg --debug:custom-hive "$work/hive"
dotnet new gaodev-provider -n Contoso.Provider --provider-name contoso --debug:custom-hive "$work/hive" "$@"
cd Contoso.Provider
dotnet pack Contoso.Provider.csproj --configuration Release --output out
export CONTOSO_ENDPOINT=${line##* }/lines CONTOSO_API_KEY=local-key
gao-dev plugins install-provider out/Contoso.Provider.0.1.0.nupkg --source "$root/artifacts/feed" --yes
gao-dev run "Hello there" --provider contoso
echo "From dotnet new to an answer: $((SECONDS - started)) s"
