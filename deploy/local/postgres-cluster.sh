# shellcheck shell=bash
# Sourced by postgres.sh: a cluster run by the machine's own server programs. $home, $port and $password are what it remembers.
# shellcheck source=deploy/local/machine.sh
. "$(dirname "${BASH_SOURCE[0]}")/machine.sh"

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
  printf '%s\n' "${password:?}" | as_owner sh -c 'umask 077; cat >"$0"' "$home/password"
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
