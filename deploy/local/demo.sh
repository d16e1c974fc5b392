#!/usr/bin/env bash
# From nothing to a running API with data in it: database, schema, one ETL run, API. Run it again to see that nothing is stored twice.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=deploy/local/upstream.sh
. "$here/upstream.sh"

step() { printf "\n== %s\n" "$*" >&2; }

need_state
step "Building"
build Kasparro.EtlHost Kasparro.Simulator Kasparro.WebApi
export KASPARRO_BUILT=yes

step "Database"
use_database
(cd "$root" && dotnet "$(program Kasparro.EtlHost)" migrate)

step "Sources"
choose_upstream
write_csv_samples
use_upstream
if [ "$(cat "$state/upstream")" = live ]; then
  say "CoinGecko and CoinPaprika are live."
  if ! given COINGECKO_API_KEY && ! given COINGECKO_MAX_PAGES; then
    export COINGECKO_MAX_PAGES=3
    say "CoinGecko without a key answers one page of 250 coins every 20 s: the demo takes $COINGECKO_MAX_PAGES. COINGECKO_API_KEY or COINGECKO_MAX_PAGES changes that."
  fi
fi

step "ETL run"
code=0
(cd "$root" && dotnet "$(program Kasparro.EtlHost)" run --output table) || code=$?
case $code in
  0) ;;
  3) say "A source failed; the others went through. The table above says why." ;;
  *) die "The ETL run ended with exit code $code; see above." ;;
esac

step "API"
"$here/api.sh" start
url=$("$here/api.sh" url)
cat <<END

Kasparro runs. Look at
  $url/swagger                      every route, to try out
  $url/data?latest=true&limit=5     the newest prices
  $url/stats                        runs per source
  $url/health                       state and age per source
  $url/metrics                      the same for Prometheus

Next:  make demo     again: every row is a duplicate, none is new (with live data: only prices that changed)
       make run-etl  one more ETL run
       make down     stop everything; the data stay
END
if [ "$(cat "$state/upstream")" = simulated ]; then
  printf "\n%s\n" "Remember: the real APIs could not be reached, so these prices are SIMULATED."
fi
