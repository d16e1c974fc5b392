#!/usr/bin/env bash
# A PostgreSQL of this repository's own, for people who have none at hand.
#   start    make it if need be, start it, print its address
#   stop     stop it; the data stay
#   status   say whether it runs; exit code 0 or 3
#   url      print the address the programs are to use (DATABASE_URL)
#   find     print the folder of the server programs, installing them if they are missing
#   destroy  stop it and the programs that use it, and delete its data; asks, unless CONFIRM=yes
# DATABASE_URL or POSTGRES_* in the environment or in .env win: then nothing is started, stopped or deleted.
set -euo pipefail
# shellcheck source=deploy/local/machine.sh
. "$(dirname "${BASH_SOURCE[0]}")/machine.sh"

# shellcheck source=deploy/local/postgres-programs.sh
. "$root/deploy/local/postgres-programs.sh"
# shellcheck source=deploy/local/postgres-cluster.sh
. "$root/deploy/local/postgres-cluster.sh"
# shellcheck source=deploy/local/postgres-container.sh
. "$root/deploy/local/postgres-container.sh"

remembered="$state/postgres.env"
kind="" home="" port="" password="" # what $remembered holds

# --- A database that was named by the user ---

given_url() {
  database_is_given || return 1
  if [ -n "$(setting DATABASE_URL)" ]; then
    setting DATABASE_URL
  else
    # Npgsql's form: the password needs no percent-encoding there, quotes in it are doubled.
    printf "Host=%s;Port=%s;Database=%s;Username=%s;Password='%s'" "$(or "$(setting POSTGRES_HOST)" localhost)" \
      "$(or "$(setting POSTGRES_PORT)" 5432)" "$(setting POSTGRES_DB)" "$(setting POSTGRES_USER)" "$(setting POSTGRES_PASSWORD | sed "s/'/''/g")"
  fi
}

or() { printf '%s' "${1:-$2}"; }

# --- What is remembered between two calls ---

recall() {
  [ -f "$remembered" ] || return 1
  # shellcheck disable=SC1090 # written by remember()
  . "$remembered"
}

remember() {
  (
    umask 077
    printf 'kind=%q\nhome=%q\nport=%q\npassword=%q\n' "$kind" "$home" "$port" "$password" >"$remembered.new"
  )
  mv "$remembered.new" "$remembered"
}

own_url() { printf 'postgres://kasparro:%s@127.0.0.1:%s/kasparro' "$password" "$port"; }

# 16 random bytes as hexadecimal digits: nothing in them needs quoting anywhere.
new_password() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# --- Commands ---

start() {
  local url
  if url=$(given_url); then
    say "DATABASE_URL or POSTGRES_* name a database: that one is used, none is started."
    printf '%s\n' "$url"
    return
  fi
  need_state
  if ! recall; then
    if find_or_install >/dev/null; then
      kind=local
      choose_home
    elif docker_answers; then
      kind=docker
    else
      die "No PostgreSQL: none is installed, the package manager could not install it, and no Docker engine answers. Install PostgreSQL $oldest or newer (Debian: apt install postgresql; macOS: brew install postgresql@17), or set DATABASE_URL."
    fi
    password=$(new_password)
    port=$(free_port $((20000 + RANDOM % 10000)))
    remember
  fi
  "start_$kind"
  printf '%s\n' "$(own_url)"
}

stop() {
  if given_url >/dev/null; then
    say "DATABASE_URL or POSTGRES_* name a database: it is not ours to stop."
  elif ! recall || ! "${kind}_runs"; then
    say "PostgreSQL does not run."
  elif [ "$kind" = docker ]; then
    docker stop "$(container)" >/dev/null
    say "PostgreSQL stopped; its data stay in the volume $(container)."
  else
    as_owner "$(local_programs)/pg_ctl" -D "$home/data" -m fast -w -s stop
    say "PostgreSQL stopped; its data stay in $home."
  fi
}

status() {
  if given_url >/dev/null; then
    say "DATABASE_URL or POSTGRES_* name a database: that one is used."
  elif recall && "${kind}_runs"; then
    say "PostgreSQL ($kind) runs on 127.0.0.1, port $port."
  else
    say "PostgreSQL does not run."
    return 3
  fi
}

url() {
  given_url || { recall && own_url; } || die "There is no database yet: $0 start"
  printf '\n'
}

destroy() {
  local answer="${CONFIRM:-}"
  if given_url >/dev/null; then
    die "DATABASE_URL or POSTGRES_* name a database: it is not ours to destroy."
  fi
  recall || {
    say "There is no data to destroy."
    return
  }
  if [ "$answer" != yes ] && [ -t 0 ]; then
    printf 'All data of %s will be deleted. Type yes to go on: ' "${home:-the volume $(container)}" >&2
    read -r answer
  fi
  [ "$answer" = yes ] || die "Nothing was deleted. To delete without being asked: CONFIRM=yes"
  stop_background Kasparro.WebApi
  stop_background Kasparro.Simulator
  stop 2>/dev/null
  if [ "$kind" = docker ]; then
    docker rm -f "$(container)" >/dev/null 2>&1 || true
    docker volume rm -f "$(container)" >/dev/null
  elif [ -n "$home" ]; then
    rm -rf "$home/data" "$home/log" "$home/initialised" "$home/password"
    rmdir "$home" 2>/dev/null || true
  fi
  # What the next demo may decide anew.
  rm -rf "$remembered" "$state/upstream" "$state/simulated-at" "$state/csv"
  say "All data deleted."
}

case "${1:-}" in
  start | stop | status | url | destroy) "$1" ;;
  find) find_or_install && printf '\n' ;;
  *)
    sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac
