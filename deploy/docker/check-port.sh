#!/usr/bin/env bash
# Says that the API's port is in use before images are built, which takes minutes. Our own container may have it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

port=${API_PORT:-}
[ -n "$port" ] || [ ! -r .env ] || port=$(sed -n 's/^API_PORT=\([0-9]*\).*/\1/p' .env | tail -n 1)
port=${port:-8000}

(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || exit 0
[ -z "$(docker compose ps --quiet --status running api 2>/dev/null)" ] || exit 0
echo "Port $port is in use by another program. End it (make down ends the local API), or choose another port: API_PORT=8001 make docker-up" >&2
exit 2
