#!/usr/bin/env bash
# Installs what the tests need beside the .NET SDK: node and npm for the emulators, a C linker and zlib for Native AOT,
# bubblewrap, which confines plugins, and faketime, which sets a process' clock.
set -euo pipefail
command -v dotnet > /dev/null || { echo "error: the .NET 10 SDK is not on PATH. Install it, then try again." >&2; exit 1; }

missing=()
command -v node > /dev/null || missing+=(nodejs)
command -v npm > /dev/null || missing+=(npm)
command -v cc > /dev/null || missing+=(gcc libc6-dev)
[ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
[ -x /usr/bin/bwrap ] || missing+=(bubblewrap)
[ -x /usr/bin/faketime ] || missing+=(faketime)
[ -x /usr/bin/setpriv ] || missing+=(util-linux)
[ "${#missing[@]}" -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ]; then as_root=(); elif command -v sudo > /dev/null; then as_root=(sudo); else
  echo "error: these are missing, and installing them needs root: ${missing[*]}. Run: apt-get install ${missing[*]}" >&2; exit 1
fi
echo "== installing ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
