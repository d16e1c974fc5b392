# shellcheck shell=bash
# Sourced by check.sh: the product, Prometheus and Alertmanager for a few minutes, in a folder and a database that are gone afterwards.

observability=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
dev="$observability/../local/dev.sh"
lab="" database="" admin_url="" programs="" pids=""
stub_port="" simulator_port="" renaming_port="" api_port="" alertmanager_port="" prometheus_port=""

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Debian calls it prometheus-alertmanager.
alertmanager() { command -v prometheus-alertmanager || command -v alertmanager; }

open_lab() {
  lab=$(mktemp -d)
  trap close_lab EXIT
  trap 'exit 130' INT TERM
}

# Ends only what was started here.
close_lab() {
  local pid
  for pid in $pids; do kill "$pid" 2>/dev/null || true; done
  for pid in $pids; do wait "$pid" 2>/dev/null || true; done
  if [ -n "$database" ]; then psql -q "$admin_url" -c "DROP DATABASE IF EXISTS $database WITH (FORCE)" || true; fi
  if [ -n "$lab" ]; then rm -rf "$lab"; fi
}

# in_background NAME COMMAND...: its output is in the lab's NAME.log.
in_background() {
  local name=$1
  shift
  (cd "$lab" && exec "$@") >"$lab/$name.log" 2>&1 &
  pids="$pids $!"
}

# await SECONDS WHAT COMMAND...: until the command succeeds.
await() {
  local until=$(($(date +%s) + $1)) what=$2
  shift 2
  until "$@"; do
    if [ "$(date +%s)" -ge "$until" ]; then
      tail -n 5 "$lab"/*.log >&2
      die "Waited in vain for $what. The ends of the logs are above."
    fi
    sleep 0.5
  done
}

answers() { curl -fs -o /dev/null "http://127.0.0.1:$1$2"; }

# Below those that the system gives to outgoing connections: none of these takes it between two looks.
next_port() {
  python3 -c 'import random, socket
port = next(port for port in iter(lambda: random.randrange(22000, 30000), None) if socket.socket().connect_ex(("127.0.0.1", port)))
print(port)'
}

program() { printf '%s/%s/%s.dll' "$programs" "$1" "$1"; }

start_strangers() {
  in_background stub python3 "$observability/stub.py" "$lab/stub.port" "$lab/received"
  await 20 "the stub" test -s "$lab/stub.port"
  stub_port=$(cat "$lab/stub.port")
}

start_product() {
  programs=$("$dev" build)
  admin_url=$("$dev" database --own)
  database="observability_$$"
  psql -q "$admin_url" -c "CREATE DATABASE $database"
  export DATABASE_URL="${admin_url%/*}/$database"

  simulator_port=$(next_port)
  # A market that moves: the second run finds something new.
  in_background simulator dotnet "$(program Kasparro.Simulator)" --port "$simulator_port" --step 1
  dotnet "$(program Kasparro.Simulator)" --csv-out "$lab/csv" --csv-days 30 >"$lab/csv.log" 2>&1
  export CSV_PATH="$lab/csv" COINGECKO_PLAN=pro COINGECKO_API_KEY=simulated COINGECKO_MIN_INTERVAL=0s COINPAPRIKA_MIN_INTERVAL=0s
  export COINGECKO_BASE_URL="http://127.0.0.1:$simulator_port/api/v3"
  await 60 "the simulator" grep -q '^http' "$lab/simulator.log"
  etl migrate >"$lab/migrate.log" 2>&1 || die "The schema could not be made: $(cat "$lab/migrate.log")"

  api_port=$(next_port)
  ASPNETCORE_URLS="http://127.0.0.1:$api_port" in_background api dotnet "$(program Kasparro.WebApi)"
  await 60 "the API" answers "$api_port" /health/ready
}

# A provider that renamed a field: a second simulator of the same market.
start_renaming() {
  renaming_port=$(next_port)
  in_background renaming dotnet "$(program Kasparro.Simulator)" --port "$renaming_port" --step 1 --rename market_cap=cap
  await 60 "the renaming simulator" grep -q '^http' "$lab/renaming.log"
}

etl() {
  (
    cd "$lab" || exit 1
    # Not exported, so that a caller's own address wins.
    export COINPAPRIKA_BASE_URL="${COINPAPRIKA_BASE_URL:-http://127.0.0.1:$simulator_port/v1}"
    exec dotnet "$(program Kasparro.EtlHost)" "$@"
  )
}

# The committed configurations, with loopback addresses and short intervals in them.
start_observers() {
  alertmanager_port=$(next_port)
  ALERT_WEBHOOK_URL="http://127.0.0.1:$stub_port/" "$observability/render.sh" "$lab/alertmanager.yml"
  sed -i -e 's/group_wait: .*/group_wait: 1s/' -e 's/group_interval: .*/group_interval: 1s/' "$lab/alertmanager.yml"
  in_background alertmanager "$(alertmanager)" --config.file="$lab/alertmanager.yml" --storage.path="$lab/alertmanager" \
    --web.listen-address="127.0.0.1:$alertmanager_port" --cluster.listen-address=
  await 30 "Alertmanager" answers "$alertmanager_port" /-/ready

  prometheus_port=$(next_port)
  sed -e "s/alertmanager:9093/127.0.0.1:$alertmanager_port/" -e "s/api:8000/127.0.0.1:$api_port/" -e "s|rules/\*|$observability/rules/*|" \
    -e 's/_interval: 30s/_interval: 1s/' -e 's/scrape_timeout: .*/scrape_timeout: 1s/' "$observability/prometheus.yml" >"$lab/prometheus.yml"
  in_background prometheus prometheus --config.file="$lab/prometheus.yml" --storage.tsdb.path="$lab/prometheus" --web.listen-address="127.0.0.1:$prometheus_port"
  await 30 "Prometheus" answers "$prometheus_port" /-/ready
  # What increases must have been seen before.
  await 30 "a first scrape" scraped
}

scraped() { curl -fsS "http://127.0.0.1:$prometheus_port/api/v1/query?query=kasparro_ingestion_failed_in_a_row" | grep -q '"source":"coinpaprika"'; }

ask_the_api() {
  local address
  for address in /data /data?latest=true /stats /health /assets /list-runs; do curl -fsS -o /dev/null "http://127.0.0.1:$api_port$address" || true; done
}

# received STATE ALERT SOURCE: whether the webhook received it.
received() {
  [ -f "$lab/received" ] && python3 - "$lab/received" "$@" <<'END'
import json, sys
path, state, name, source = sys.argv[1:]
alerts = [alert for line in open(path, encoding="utf-8") for alert in json.loads(line)["alerts"]]
sys.exit(0 if any(a["status"] == state and a["labels"]["alertname"] == name and a["labels"].get("source") == source for a in alerts) else 1)
END
}

received_summary() { python3 -c 'import json, sys; print(json.loads(open(sys.argv[1], encoding="utf-8").readline())["alerts"][0]["annotations"]["summary"])' "$lab/received"; }
