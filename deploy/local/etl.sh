#!/usr/bin/env bash
# Runs the ETL host against the local database: etl.sh run|ingest|transform|migrate|verify|status [options]
# Exits with its exit code: 0 all succeeded, 2 bad configuration, 3 some source failed, 4 all failed, 130 cancelled.
set -euo pipefail
# shellcheck source=deploy/local/upstream.sh
. "$(dirname "${BASH_SOURCE[0]}")/upstream.sh"

need_state
build Kasparro.EtlHost Kasparro.Simulator
use_database
case "${1:-}" in run | ingest) use_upstream ;; esac
cd "$root"
# Our own database is kept up to date; one that the user named is migrated only when he says so.
if [ -n "${KASPARRO_OWN_DATABASE_URL:-}" ] && [ "${1:-}" != migrate ]; then dotnet "$(program Kasparro.EtlHost)" migrate >/dev/null; fi
exec dotnet "$(program Kasparro.EtlHost)" "$@"
