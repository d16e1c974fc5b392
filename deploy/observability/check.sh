#!/usr/bin/env bash
# Proves the observability of this repository, on the loopback address, with data of its own that are gone afterwards:
#   1. rules and configurations are valid, and every alert fires, clears and has its heading in the runbook;
#   2. a real ETL run that an upstream refuses with 403 reaches a webhook: etl_runs -> /metrics -> Prometheus -> Alertmanager -> webhook,
#      and so does the end of the trouble after a run that succeeds;
#   3. a renamed field reaches it as well, and so does its end after a person accepted it;
#   4. every panel of every dashboard has an answer.
# Says what it skips where a program is missing. Exit code 0: all that could be checked is right.
# Debian: apt install prometheus prometheus-alertmanager python3 postgresql-client curl
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=deploy/observability/lab.sh
. "$here/lab.sh"

check_files() {
  local alert missing=0
  if ! have promtool; then
    say "SKIPPED: promtool is not installed, so the rules were not checked."
  else
    (cd "$here" && promtool check config prometheus.yml && promtool test rules tests/*.yml) >"$lab/rules.log" 2>&1 || { cat "$lab/rules.log" >&2; die "The rules are not right; see above."; }
    say "Rules: $(cat "$here"/rules/*.yml | grep -c -- "- alert:") alerts fire and clear as expected."
  fi
  # shellcheck disable=SC2013 # names of alerts are single words
  for alert in $(sed -n 's/^ *- alert: //p' "$here"/rules/*.yml | sort -u); do
    grep -q "^## $alert\$" "$here/../RUNBOOK.md" || { say "deploy/RUNBOOK.md has no heading '## $alert'."; missing=1; }
    grep -qi "#$alert\"" "$here"/rules/*.yml || { say "$alert does not point to its heading."; missing=1; }
    grep -q "alertname: $alert\b" "$here"/tests/*.yml || { say "$alert is not tested."; missing=1; }
  done
  [ $missing -eq 0 ] || exit 1
  if have amtool; then
    ALERT_WEBHOOK_URL=http://127.0.0.1:1/ "$here/render.sh" "$lab/alertmanager-check.yml"
    amtool check-config "$lab/alertmanager-check.yml" >"$lab/amtool.log" 2>&1 || { cat "$lab/amtool.log" >&2; die "Alertmanager's configuration is not right; see above."; }
  fi
}

# What the second part needs and this machine lacks.
lacking() {
  local program
  for program in prometheus python3 psql curl; do have "$program" || printf '%s ' "$program"; done
  alertmanager >/dev/null || printf 'alertmanager '
  "$dev" database --own >/dev/null || printf 'a-database-of-our-own '
}

check_end_to_end() {
  start_strangers
  start_product
  etl run >"$lab/run.log" 2>&1 || die "The run did not succeed: $(cat "$lab/run.log")"
  start_observers

  say "A run that CoinPaprika refuses with 403 ..."
  COINPAPRIKA_BASE_URL="http://127.0.0.1:$stub_port/v1" etl run --source coinpaprika >>"$lab/run.log" 2>&1 && die "The refused run succeeded."
  await 60 "the alert to reach the webhook" received firing KasparroRunFailed coinpaprika
  say "The webhook received: $(received_summary)"

  say "... and one that it answers."
  ask_the_api
  etl run >>"$lab/run.log" 2>&1 || die "The run did not succeed: $(cat "$lab/run.log")"
  await 60 "the resolved alert to reach the webhook" received resolved KasparroRunFailed coinpaprika
  say "The webhook received that it is resolved."

  check_drift
  # A panel of 24 hours has a point a minute.
  await 130 "every panel to have an answer" panels_answer
  cat "$lab/panels.log" >&2
}

# A renamed field: run -> finding -> /metrics -> Prometheus -> Alertmanager -> webhook; accepted, it is cleared there.
check_drift() {
  local drift
  start_renaming
  say "CoinGecko renames market_cap ..."
  COINGECKO_BASE_URL="http://127.0.0.1:$renaming_port/api/v3" etl run --source coingecko >>"$lab/run.log" 2>&1 || die "The run did not succeed: $(cat "$lab/run.log")"
  await 60 "the finding to reach the webhook" received firing KasparroFindingWarning coingecko
  drift=$(psql -qtA "$DATABASE_URL" -c "SELECT drift_id FROM schema_drifts WHERE kind = 'renamed' AND accepted_at IS NULL AND ended_at IS NULL")
  etl drift accept "$drift" --by check >>"$lab/run.log" 2>&1 || die "The change was not accepted: $(cat "$lab/run.log")"
  await 60 "the cleared finding to reach the webhook" received resolved KasparroFindingWarning coingecko
  say "... the webhook received that finding; accepted by a person, it is resolved there."
}

panels_answer() {
  ask_the_api
  python3 "$here/check-dashboards.py" "http://127.0.0.1:$prometheus_port" >"$lab/panels.log" 2>&1
}

open_lab
check_files
missing=$(lacking)
if [ -n "$missing" ]; then
  say "SKIPPED: the end-to-end alert and the dashboards' queries. Missing here: $missing"
else
  check_end_to_end
fi
say "Observability: all that could be checked is right."
