#!/usr/bin/env bash
# Starts cron with the ETL as its only job, and a first run at once. ETL_SCHEDULE: minute hour day month weekday, in UTC.
# ETL_TASK_PER_SOURCE=true: a job for each of ENABLED_SOURCES, so that none waits for another.
set -euo pipefail
here=/usr/local/lib/kasparro state=/run/kasparro
schedule=${ETL_SCHEDULE:-0 */4 * * *}

# cron would not say that it cannot read it, and never start anything.
if ! [[ $schedule =~ ^([0-9*,/-]+\ +){4}[0-9*,/-]+$ ]]; then
  echo "ETL_SCHEDULE is '$schedule'; it must have the five fields of cron, as in: 0 */4 * * *" >&2
  exit 2
fi
case ${ETL_TASK_PER_SOURCE:-false} in
  true) IFS=', ' read -ra sources <<<"${ENABLED_SOURCES:-}" ;;
  false) sources=('') ;;
  *)
    echo "ETL_TASK_PER_SOURCE is '$ETL_TASK_PER_SOURCE'; it must be true or false." >&2
    exit 2
    ;;
esac
if [ ${#sources[@]} -eq 0 ]; then
  echo 'ETL_TASK_PER_SOURCE needs ENABLED_SOURCES: it names the sources, as in: coingecko,coinpaprika' >&2
  exit 2
fi
for source in "${sources[@]}"; do
  # It becomes a word of a command.
  if ! [[ $source =~ ^[a-z0-9_]*$ ]]; then
    echo "ENABLED_SOURCES names '$source'; a source has small letters, digits and underscores." >&2
    exit 2
  fi
done

# cron gives its jobs no environment. export -p writes values so that quotes, dollars, percents and newlines survive.
install -d -m 700 "$state"
(umask 077 && export -p >"$state/environment")
crontab=/var/spool/cron/crontabs/root
(umask 077 && for source in "${sources[@]}"; do
  printf '%s\n' "$schedule $here/run.sh $source >/proc/1/fd/1 2>/proc/1/fd/2"
done >"$crontab")

end() {
  kill "$cron" 2>/dev/null || true
  # Runs that are under way end by themselves when asked, with nothing half-written.
  for source in "${sources[@]}"; do
    kill "$(cat "$state/pid.${source:-all}" 2>/dev/null)" 2>/dev/null || true
  done
  for source in "${sources[@]}"; do
    flock -w 10 "$state/lock.${source:-all}" true || true
  done
  exit 0
}
cron -f &
cron=$!
trap end TERM INT
for source in "${sources[@]}"; do
  "$here/run.sh" ${source:+"$source"} &
done
echo "The ETL runs now and then at '$schedule' (UTC)${sources[0]:+, a task for each of: ${sources[*]}}." >&2
wait "$cron"
