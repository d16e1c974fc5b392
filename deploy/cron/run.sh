#!/usr/bin/env bash
# One ETL run, as user 1654, of the source that is named or of all; none while another of the same is under way (exit
# code 75). Its output goes where the caller leads it.
set -uo pipefail
state=/run/kasparro source=${1-}
# shellcheck source=/dev/null # written by start.sh
. "$state/environment"
export HOME=/tmp
cd /app || exit 1

# The run inherits the lock: it is free again only when the run itself has ended, whatever becomes of this script.
exec 9>"$state/lock.${source:-all}"
flock -n -E 75 9 || {
  echo "The run before${source:+ of $source} is still under way: this one is left out." >&2
  exit 75
}
setpriv --reuid=1654 --regid=1654 --clear-groups --inh-caps=-all --no-new-privs \
  dotnet Kasparro.EtlHost.dll run --triggered-by cron ${source:+--source "$source"} &
echo $! >"$state/pid.${source:-all}"
wait $!
code=$?
[ $code -eq 0 ] || echo "The run${source:+ of $source} ended with exit code $code." >&2
exit $code
