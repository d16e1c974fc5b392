# shellcheck shell=bash
# Sourced: where the ETL fetches from. Live prices and simulated ones never go into one database: what the first
# demo chose is remembered in .kasparro/upstream until the data are destroyed.
# shellcheck source=deploy/local/machine.sh
. "$(dirname "${BASH_SOURCE[0]}")/machine.sh"

given() { [ -n "$(setting "$1")" ]; }

# Whether https://$1$2 answers within three seconds.
reaches() {
  if command -v curl >/dev/null 2>&1; then
    curl -fsS -m 3 -o /dev/null "https://$1$2" 2>/dev/null
  elif command -v wget >/dev/null 2>&1; then
    wget -q -T 3 -t 1 -O /dev/null "https://$1$2" 2>/dev/null
  else
    timeout 3 bash -c "exec 3<>/dev/tcp/$1/443" 2>/dev/null
  fi
}

# For the demo: look whether the real APIs can be reached.
choose_upstream() {
  need_state
  if given COINGECKO_BASE_URL || given COINPAPRIKA_BASE_URL; then
    say "COINGECKO_BASE_URL or COINPAPRIKA_BASE_URL is set: fetching from there."
    echo given >"$state/upstream"
  elif [ -s "$state/upstream" ] && [ "$(cat "$state/upstream")" != given ]; then
    say "This database was begun with $(cat "$state/upstream") data, and goes on with them. To choose again: make destroy-data"
  elif reaches api.coingecko.com /api/v3/ping && reaches api.coinpaprika.com /v1/global; then
    echo live >"$state/upstream"
  else
    echo simulated >"$state/upstream"
  fi
}

# Makes the ETL's settings lead to what was chosen; without a choice they stay as they are: live.
use_upstream() {
  local address
  if ! given CSV_PATH && [ -d "$state/csv" ]; then export CSV_PATH="$state/csv"; fi
  if [ "$(cat "$state/upstream" 2>/dev/null)" != simulated ]; then return 0; fi

  address=$(start_simulator)
  say "CoinGecko and CoinPaprika are SIMULATED: invented prices, served on ${address%/}."
  # A plan without the pauses and page budget that the real one needs; a real key never goes there.
  export COINGECKO_BASE_URL="${address}api/v3" COINGECKO_PLAN=pro COINGECKO_API_KEY=simulated COINGECKO_MIN_INTERVAL=0s
  export COINPAPRIKA_BASE_URL="${address}v1" COINPAPRIKA_API_KEY="" COINPAPRIKA_MIN_INTERVAL=0s
}

# Prints the address of a running simulator. Its market stands still at the instant of the first demo, so that a second one
# fetches the same rows again.
start_simulator() {
  local tries=0
  if ! running Kasparro.Simulator >/dev/null; then
    [ -s "$state/simulated-at" ] || date -u +%Y-%m-%dT%H:%M:00Z >"$state/simulated-at"
    start_background Kasparro.Simulator --frozen --at "$(cat "$state/simulated-at")"
    until grep -q '^http' "$state/Kasparro.Simulator.log" 2>/dev/null; do
      tries=$((tries + 1))
      [ $tries -lt 150 ] || die "The simulator did not start: $(cat "$state/Kasparro.Simulator.log")"
      sleep 0.1
    done
  fi
  grep -m 1 '^http' "$state/Kasparro.Simulator.log"
}

write_csv_samples() {
  if given CSV_PATH || [ -d "$state/csv" ]; then return 0; fi
  dotnet "$(program Kasparro.Simulator)" --csv-out "$state/csv.new"
  mv "$state/csv.new" "$state/csv"
  say "The CSV files are generated samples, in $state/csv."
}
