#!/usr/bin/env bash
# Checks everything that no compiler and no test checks: layout of the C#, spelling, scripts, YAML, Compose, workflows. What is
# not installed is named and left out; with CI=true it must be there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

say() { printf '%s\n' "$*" >&2; }

have() {
  command -v "$1" >/dev/null 2>&1 && return
  say "$1 is not installed: its checks are left out."
  [ "${CI:-}" != true ] || exit 1
  return 1
}

# CSharpier leaves a long text or comment as it is: its author breaks it.
no_long_lines() {
  local found
  found=$(git ls-files -z '*.cs' | grep -zv /Migrations/ | LC_ALL=C.UTF-8 xargs -0 grep -nE '^.{121,}' /dev/null | cut -c -160 || true)
  [ -z "$found" ] || { say "$found"; say "Lines of C# hold 120 characters."; return 1; }
}

dotnet tool restore >/dev/null
dotnet csharpier check .
no_long_lines
if [ -f deploy/local/spelling.sh ]; then bash deploy/local/spelling.sh; fi
if have shellcheck; then git ls-files -z '*.sh' .ci/run | xargs -0 shellcheck; fi
if have yamllint; then git ls-files -z '*.yml' '*.yaml' | xargs -0 yamllint --strict --config-file deploy/local/yamllint.yml; fi
if have actionlint; then actionlint; fi
if have docker; then
  docker compose config --quiet
  docker compose --env-file deploy/offline.env config --quiet
  # A copy of .env.example, and nothing else, has to give a stack that starts.
  docker compose --env-file .env.example config --quiet
fi
say "All checks passed."
