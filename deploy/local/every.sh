#!/usr/bin/env bash
# Runs the ETL now and then every so many hours (default 4), until it is stopped with Ctrl-C: every.sh [HOURS]
# A run that fails is reported and does not end the loop.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
seconds=$((${1:-4} * 3600))
pause=""
trap '[ -z "$pause" ] || kill "$pause"; exit 130' INT TERM

while :; do
  begun=$(date +%s)
  ./etl.sh run --triggered-by cron || printf 'The run ended with exit code %s.\n' $? >&2
  rest=$((begun + seconds - $(date +%s)))
  printf 'Next run in %s minutes; Ctrl-C stops.\n' $((rest / 60)) >&2
  # In the background, so that the trap is not kept waiting for hours.
  sleep $((rest > 0 ? rest : 0)) &
  pause=$!
  wait "$pause"
  pause=""
done
