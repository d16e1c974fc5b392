#!/usr/bin/env bash
# The REST API in the background.
#   start    on port 8000 (or API_PORT), the next free one if that is taken; a running one is replaced
#   stop
#   url      print its address
set -euo pipefail
# shellcheck source=deploy/local/machine.sh
. "$(dirname "${BASH_SOURCE[0]}")/machine.sh"

start() {
  local wanted="${API_PORT:-8000}" port tries=0
  need_state
  build Kasparro.WebApi
  use_database
  stop_background Kasparro.WebApi
  port=$(free_port "$wanted")
  [ "$port" = "$wanted" ] || say "Port $wanted is taken: the API takes $port."
  ASPNETCORE_URLS="http://127.0.0.1:$port" start_background Kasparro.WebApi
  echo "$port" >"$state/api.port"
  until [ "$(http_status "$port" /health/ready)" = 200 ]; do
    tries=$((tries + 1))
    if [ $tries -eq 300 ] || ! running Kasparro.WebApi >/dev/null; then
      tail -n 20 "$state/Kasparro.WebApi.log" >&2
      stop_background Kasparro.WebApi
      die "The API did not become ready. The end of its log, $state/Kasparro.WebApi.log, is above."
    fi
    sleep 0.2
  done
  say "The API runs on $(url)"
}

stop() { stop_background Kasparro.WebApi; }

url() {
  running Kasparro.WebApi >/dev/null || die "The API does not run. Start it with: make up"
  printf 'http://127.0.0.1:%s\n' "$(cat "$state/api.port")"
}

case "${1:-}" in
  start | stop | url) "$1" ;;
  *)
    sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac
