#!/bin/sh
# Writes Alertmanager's configuration with the address of the webhook in it: render.sh FILE
# The address comes from ALERT_WEBHOOK_URL, or from the file that ALERT_WEBHOOK_URL_FILE names (a mounted secret).
set -eu
[ -n "${1:-}" ] || { echo "Say where to: $0 FILE" >&2; exit 2; }
url=${ALERT_WEBHOOK_URL:-}
if [ -z "$url" ] && [ -n "${ALERT_WEBHOOK_URL_FILE:-}" ]; then url=$(cat "$ALERT_WEBHOOK_URL_FILE"); fi
case $url in
  http://?* | https://?*) ;;
  *) echo "ALERT_WEBHOOK_URL (or the file ALERT_WEBHOOK_URL_FILE) must be an http(s) address that takes Alertmanager's webhooks." >&2; exit 2 ;;
esac
# What is special to sed's replacement and to a YAML string in single quotes.
escaped=$(printf '%s' "$url" | sed -e "s/'/''/g" -e 's/[\\&|]/\\&/g')
umask 077
sed "s|\${ALERT_WEBHOOK_URL}\$|'$escaped'|" "$(dirname "$0")/alertmanager.yml" >"$1"
