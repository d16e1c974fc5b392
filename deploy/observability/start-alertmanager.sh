#!/bin/sh
# Starts Alertmanager; without ALERT_WEBHOOK_URL as one that shows alerts and sends them nowhere.
set -eu
here=$(dirname "$0") file=/tmp/alertmanager.yml
if [ -n "${ALERT_WEBHOOK_URL:-}" ]; then
  sh "$here/render.sh" "$file"
else
  echo 'ALERT_WEBHOOK_URL is not set: alerts are shown here and sent nowhere.' >&2
  sed '/webhook_configs:/,/send_resolved:/d' "$here/alertmanager.yml" >"$file"
fi
exec /bin/alertmanager --config.file="$file" --storage.path=/tmp "$@"
