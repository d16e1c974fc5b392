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

oldest=15
image=postgres:17
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

# --- Server programs ---

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

docker_answers() { command -v docker >/dev/null 2>&1 && docker version >/dev/null 2>&1; }

# --- A cluster run by those programs ---

# PostgreSQL refuses to run as root; its package brings a user for it.
as_owner() {
  if [ "$(id -u)" -ne 0 ]; then
    "$@"
  elif command -v runuser >/dev/null 2>&1; then
    (cd / && runuser -u postgres -- "$@")
  else
    (cd / && su postgres -s /bin/sh -c "$(printf '%q ' "$@")")
  fi
}

# Where the data go: in the repository, unless the user who runs the server may not go there (a repository under /root).
choose_home() {
  home="$state/postgres"
  [ "$(id -u)" -eq 0 ] || return 0
  mkdir -p "$home"
  chown postgres: "$home"
  as_owner test -w "$home" 2>/dev/null && return
  rmdir "$home"
  home="/var/lib/kasparro/$(printf '%s' "$root" | cksum | cut -d' ' -f1)"
  mkdir -p "$home"
  chown postgres: "$home"
}

initialise() {
  local bin=$1
  # Without the marker an earlier attempt was cut short: nothing in it is worth keeping.
  as_owner test -f "$home/initialised" && return
  say "Making a PostgreSQL cluster in $home"
  mkdir -p "$home"
  chmod 700 "$home"
  as_owner rm -rf "$home/data"
  # shellcheck disable=SC2016 # the inner shell is to expand it
  printf '%s\n' "$password" | as_owner sh -c 'umask 077; cat >"$0"' "$home/password"
  as_owner "$bin/initdb" -D "$home/data" -U kasparro -A scram-sha-256 --pwfile="$home/password" -E UTF8 --no-locale >/dev/null
  as_owner rm -f "$home/password"
  echo 'create database kasparro' | as_owner "$bin/postgres" --single -c log_checkpoints=off -D "$home/data" postgres >/dev/null
  as_owner touch "$home/initialised"
}

start_local() {
  local bin major=""
  as_owner test -f "$home/initialised" && major=$(as_owner cat "$home/data/PG_VERSION")
  bin=$(programs "$major") || die "The data in $home are PostgreSQL $major's, whose programs are gone. Install them again, or give the data up: $0 destroy"
  initialise "$bin"
  if local_runs; then
    say "PostgreSQL runs already, on port $port."
    return
  fi
  # Left by a server that was killed. PostgreSQL copes with that, unless the number is still or again in use.
  if as_owner test -f "$home/data/postmaster.pid" && kill -0 "$(as_owner head -n 1 "$home/data/postmaster.pid")" 2>/dev/null; then
    as_owner rm -f "$home/data/postmaster.pid"
  fi
  if port_is_taken "$port"; then
    port=$(free_port $((port + 1)))
    remember
  fi
  as_owner "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w -t 60 -s -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=''" start \
    || die "PostgreSQL did not start. Its log is $home/log"
  say "PostgreSQL $(major_of "$bin") started on 127.0.0.1, port $port."
}

local_programs() { programs "$(as_owner cat "$home/data/PG_VERSION" 2>/dev/null)"; }

# A stranger who has a killed server's number by now is not it.
local_runs() {
  local pid
  pid=$(as_owner head -n 1 "$home/data/postmaster.pid" 2>/dev/null) || return 1
  command_line "$pid" | grep -q postgres
}

# --- A container ---

container() { printf 'kasparro-postgres-%s' "$(printf '%s' "$root" | cksum | cut -d' ' -f1)"; }

docker_runs() { [ "$(docker inspect -f '{{.State.Running}}' "$(container)" 2>/dev/null)" = true ]; }

start_docker() {
  local tries=0
  if docker_runs; then
    say "PostgreSQL runs already, in the container $(container), on port $port."
    return
  fi
  # The data are in the volume: a container is made anew, with a port that is free now.
  docker rm -f "$(container)" >/dev/null 2>&1 || true
  port=$(free_port "$port")
  remember
  POSTGRES_PASSWORD="$password" docker run -d --name "$(container)" -e POSTGRES_USER=kasparro -e POSTGRES_DB=kasparro -e POSTGRES_PASSWORD \
    -p "127.0.0.1:$port:5432" -v "$(container):/var/lib/postgresql/data" "$image" >/dev/null || die "Docker did not start $image; see above."
  until docker exec "$(container)" pg_isready -q -h 127.0.0.1 -U kasparro; do
    tries=$((tries + 1))
    [ $tries -lt 120 ] || die "PostgreSQL in the container $(container) does not answer; see: docker logs $(container)"
    sleep 0.5
  done
  say "PostgreSQL started in the container $(container), port $port."
}

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
