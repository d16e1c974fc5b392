#!/usr/bin/env bash
# Starts cron with the ETL as its only job, and a first run at once. ETL_SCHEDULE: minute hour day month weekday, in UTC.
set -euo pipefail
here=/usr/local/lib/kasparro state=/run/kasparro
schedule=${ETL_SCHEDULE:-0 */4 * * *}

# cron would not say that it cannot read it, and never start anything.
if ! [[ $schedule =~ ^([0-9*,/-]+\ +){4}[0-9*,/-]+$ ]]; then
  echo "ETL_SCHEDULE is '$schedule'; it must have the five fields of cron, as in: 0 */4 * * *" >&2
  exit 2
fi

# cron gives its jobs no environment. export -p writes values so that quotes, dollars, percents and newlines survive.
install -d -m 700 "$state"
(umask 077 && export -p >"$state/environment")
crontab=/var/spool/cron/crontabs/root
(umask 077 && printf '%s\n' "$schedule $here/run.sh >/proc/1/fd/1 2>/proc/1/fd/2" >"$crontab")

end() {
  kill "$cron" 2>/dev/null || true
  # A run that is under way ends by itself when asked, with nothing half-written.
  kill "$(cat "$state/pid" 2>/dev/null)" 2>/dev/null || true
  flock -w 10 "$state/lock" true || true
  exit 0
}
cron -f &
cron=$!
trap end TERM INT
"$here/run.sh" &
echo "The ETL runs now and then at '$schedule' (UTC)." >&2
wait "$cron"
