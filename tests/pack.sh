#!/usr/bin/env bash
# Packs what others reference, and the example plugins with it, into artifacts/feed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Versions do not change from one build to the next, so what was restored from the last one must go.
rm -rf artifacts/packages/gaodev.* artifacts/feed/GaoDev.*
mkdir -p artifacts/feed

dotnet msbuild tests/pack.proj -t:Pack -m -nologo -verbosity:quiet
for plugin in examples/plugins/*/*.csproj; do
  dotnet pack "$plugin" --configuration Release --output artifacts/feed -nologo -verbosity:quiet
done
