#!/usr/bin/env bash
# Runs tools/Kasparro.Dev, which is what stands behind the make commands. It is built first where its sources changed.
#   dev.sh --help      the commands
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
state="$root/.kasparro"
cd "$root"
export DOTNET_NOLOGO=1

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

find_dotnet() {
  local folder
  command -v dotnet >/dev/null 2>&1 && return
  for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
    if [ -n "$folder" ] && [ -x "$folder/dotnet" ]; then
      export PATH="$folder:$PATH"
      return
    fi
  done
  die "The .NET 10 SDK is not installed. Get it from https://dotnet.microsoft.com/download/dotnet/10.0 and try again."
}

# Built as what follows needs it, so that nothing is compiled twice: the tests are built in Debug, programs ahead in Release.
if [ "${1:-}" = test ]; then
  how=(--configuration Debug)
else
  how=(--configuration Release --use-current-runtime --self-contained false)
fi
# A copy: the build's own output is written again while the tests are built.
folder="$state/programs/Kasparro.Dev.${how[1]}"
built="$folder.built"

is_current() {
  [ -d "$folder" ] && [ -f "$built" ] && [ -z "$(find tools/Kasparro.Dev src/Kasparro.Infrastructure/Configuration src/*/*.csproj Directory.*.props global.json \
    \( -name bin -o -name obj \) -prune -o -type f -newer "$built" -print)" ]
}

build() {
  [ -d "$folder" ] || printf 'Building Kasparro.Dev; the first time, packages are fetched as well.\n' >&2
  # From before the build: a file that is saved during it is newer.
  touch "$built.new"
  if ! dotnet publish tools/Kasparro.Dev "${how[@]}" --output "$folder.new" --nologo --verbosity quiet >"$state/build.log" 2>&1; then
    cat "$state/build.log" >&2
    die "tools/Kasparro.Dev does not build; see above."
  fi
  # Moved, not written over: an earlier one may still be running.
  rm -rf "$folder"
  mv "$folder.new" "$folder"
  mv "$built.new" "$built"
}

find_dotnet
mkdir -p "$state/programs" 2>/dev/null || true
[ -w "$state" ] || die "$state cannot be written by $(id -un). It was made by another user: run this as that user, or remove the folder."
is_current || build
exec dotnet "$folder/Kasparro.Dev.dll" "$@"
