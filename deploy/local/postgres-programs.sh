# shellcheck shell=bash
# shellcheck disable=SC2119,SC2120 # postgres-cluster.sh passes a version, which is not seen here
# Sourced by postgres.sh: PostgreSQL's server programs on this machine, and how to get them.

oldest=15

major_of() { "$1/postgres" --version 2>/dev/null | sed -n 's/^postgres (PostgreSQL) \([0-9]*\).*/\1/p'; }

# Prints the newest folder with initdb, postgres and pg_ctl; with $1, the one of that major version.
programs() {
  local folder major best="" best_major=0
  for folder in "$(dirname "$(command -v postgres 2>/dev/null || echo /nowhere/x)")" /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin \
    /usr/local/opt/postgresql@*/bin /home/linuxbrew/.linuxbrew/opt/postgresql@*/bin /Applications/Postgres.app/Contents/Versions/*/bin /usr/local/pgsql/bin; do
    # A client's folder has no initdb.
    if ! [ -x "$folder/initdb" ] || ! [ -x "$folder/pg_ctl" ]; then continue; fi
    major=$(major_of "$folder")
    if [ "${major:-0}" -lt "$oldest" ] || [ "$major" -le "$best_major" ] || [ "${1:-$major}" != "$major" ]; then continue; fi
    best=$folder best_major=$major
  done
  [ -n "$best" ] && printf '%s' "$best"
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1; then
    # Without a terminal sudo cannot ask for a password: it must fail then, not wait.
    if [ -t 0 ]; then sudo "$@"; else sudo -n "$@"; fi
  else
    return 1
  fi
}

install_programs() {
  say "No PostgreSQL server ($oldest or newer) is on this machine. Installing it with the package manager; to use a database of your own instead, stop this (Ctrl-C) and set DATABASE_URL."
  if command -v apt-get >/dev/null 2>&1; then
    as_root apt-get update -q >&2 && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends postgresql >&2
  elif command -v dnf >/dev/null 2>&1; then
    as_root dnf install -y postgresql-server >&2
  elif command -v brew >/dev/null 2>&1; then
    brew install postgresql@17 >&2
  else
    return 1
  fi
}

find_or_install() { programs || { install_programs && programs; }; }
