#!/usr/bin/env bash
# Checks everything that is neither C# nor a test: scripts, YAML, Compose, workflows. What is not installed is named and left
# out; with CI=true it must be there.
set -euo pipefail
# shellcheck source=deploy/local/machine.sh
. "$(dirname "${BASH_SOURCE[0]}")/machine.sh"
cd "$root"

have() {
  command -v "$1" >/dev/null 2>&1 && return
  [ "${CI:-}" != true ] || die "$1 is not installed."
  say "$1 is not installed: its checks are left out."
  return 1
}

if have shellcheck; then git ls-files -z '*.sh' .ci/run | xargs -0 shellcheck; fi
if have yamllint; then git ls-files -z '*.yml' '*.yaml' | xargs -0 yamllint --strict --config-file deploy/local/yamllint.yml; fi
if have actionlint; then actionlint; fi
if have docker; then
  docker compose config --quiet
  docker compose --env-file deploy/offline.env config --quiet
  # Whoever copies .env.example, and nothing else, has to get a stack that starts.
  docker compose --env-file .env.example config --quiet
fi
say "Nothing to complain about."
