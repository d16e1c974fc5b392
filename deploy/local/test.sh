#!/usr/bin/env bash
# Builds everything and runs every test on a real PostgreSQL: the one KASPARRO_TEST_DATABASE_URL names, else a container, else
# installed server programs, which are installed where there are none of these.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=deploy/local/machine.sh
. "$here/machine.sh"

find_dotnet
if [ -z "${KASPARRO_TEST_DATABASE_URL:-}" ] && ! docker version >/dev/null 2>&1; then
  "$here/postgres.sh" find >/dev/null || die "The tests need PostgreSQL: install it (Debian: apt install postgresql; macOS: brew install postgresql@17), start Docker, or set KASPARRO_TEST_DATABASE_URL."
fi
cd "$root"
exec dotnet test --solution Kasparro.sln "$@"
