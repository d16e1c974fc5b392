#!/usr/bin/env bash
# Builds everything and runs every test on a real PostgreSQL: the one KASPARRO_TEST_DATABASE_URL names, else a container, else
# installed server programs, which are installed where there are none of these.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=deploy/local/machine.sh
. "$here/machine.sh"

# shellcheck source=deploy/local/postgres-programs.sh
. "$here/postgres-programs.sh"

# Whether Testcontainers can run its PostgreSQL: an engine that answers may still reach no registry. Beside the server it
# wants its own clean-up image, so an image that is here is enough only where that is switched off.
docker_serves() {
  local image
  docker version >/dev/null 2>&1 || return 1
  image=$(sed -n 's/.*string Image = "\(.*\)";.*/\1/p' "$root/tests/Kasparro.Testing/Database/ContainerServer.cs")
  if [ "${TESTCONTAINERS_RYUK_DISABLED:-}" = true ] && docker image inspect "$image" >/dev/null 2>&1; then return 0; fi
  docker pull -q "$image" >/dev/null 2>&1
}

need_programs() {
  case ${KASPARRO_TEST_DATABASE:-auto} in
    docker) return 1 ;;
    local) ! programs >/dev/null ;;
    *) ! programs >/dev/null && ! docker_serves ;;
  esac
}

find_dotnet
if [ -z "${KASPARRO_TEST_DATABASE_URL:-}" ] && need_programs; then
  "$here/postgres.sh" find >/dev/null || die "The tests need PostgreSQL: install it (Debian: apt install postgresql; macOS: brew install postgresql@17), start Docker, or set KASPARRO_TEST_DATABASE_URL."
fi
cd "$root"
exec dotnet test --solution Kasparro.sln "$@"
