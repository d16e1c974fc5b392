# shellcheck shell=bash
# Sourced by the scripts beside it: what they all need of the machine. Works with bash 3.2, which macOS has.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
state="$root/.kasparro"

say() { printf '%s\n' "$*" >&2; }
die() {
  say "$*"
  exit 1
}

# The folder that remembers ports, passwords and process ids between two calls.
need_state() {
  mkdir -p "$state" 2>/dev/null || true
  [ -w "$state" ] || die "$state cannot be written by $(id -un). It was made by another user: run this as that user, or remove the folder."
}

# $1 as the environment has it, else as the file .env of the repository has it, else nothing.
setting() {
  local value="${!1:-}"
  if [ -z "$value" ] && [ -f "$root/.env" ]; then
    value=$(sed -n "s/^[[:space:]]*\(export[[:space:]]\{1,\}\)\{0,1\}$1[[:space:]]*=[[:space:]]*//p" "$root/.env" | tail -n 1 | sed -e 's/[[:space:]]*$//' -e 's/^"\(.*\)"$/\1/' -e "s/^'\(.*\)'\$/\1/")
  fi
  printf '%s' "$value"
}

# Whether the user named a database of his own, in the environment or in .env. What use_database set is not that.
database_is_given() {
  local name
  if [ -n "${KASPARRO_OWN_DATABASE_URL:-}" ] && [ "${DATABASE_URL:-}" = "$KASPARRO_OWN_DATABASE_URL" ]; then return 1; fi
  for name in DATABASE_URL POSTGRES_HOST POSTGRES_PORT POSTGRES_DB POSTGRES_USER POSTGRES_PASSWORD; do
    [ -z "$(setting $name)" ] || return 0
  done
  return 1
}

# Makes DATABASE_URL lead to a running database. One that was named reaches the programs by itself.
use_database() {
  local url
  url=$("$root/deploy/local/postgres.sh" start) || exit 1
  database_is_given || export DATABASE_URL="$url" KASPARRO_OWN_DATABASE_URL="$url"
}

port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The first port from $1 on that nobody listens on.
free_port() {
  local port=$1
  while port_is_taken "$port"; do port=$((port + 1)); done
  printf '%s' "$port"
}

# The status code that http://127.0.0.1:$1$2 answers with, or nothing. Without curl, which not every machine has.
http_status() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 0
    printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&3
    read -r -t 5 _ code _ <&3 && printf '%s' "$code"
  ) 2>/dev/null
}

find_dotnet() {
  export DOTNET_NOLOGO=1
  local folder
  command -v dotnet >/dev/null 2>&1 && return
  for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
    if [ -n "$folder" ] && [ -x "$folder/dotnet" ]; then
      export PATH="$folder:$PATH"
      return
    fi
  done
  die "The .NET 10 SDK is not installed. Get it from https://dotnet.microsoft.com/download/dotnet/10.0 and try again."
}

# Builds programs; not again within one command.
build() {
  local project
  find_dotnet
  if [ "${KASPARRO_BUILT:-}" = yes ]; then return 0; fi
  need_state
  for project in "$@"; do
    if ! [ -f "$(program "$project")" ]; then say "Building $project; the first time, packages are fetched as well."; fi
    # Compiled ahead: a program that runs for seconds spends half of them on compiling itself otherwise.
    if ! (cd "$root" && dotnet publish "src/$project" --configuration Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true \
      --output "$state/programs/$project" --nologo --verbosity quiet) >"$state/build.log" 2>&1; then
      cat "$state/build.log" >&2
      die "src/$project does not build; see above."
    fi
  done
}

program() { printf '%s' "$state/programs/$1/$1.dll"; }

# --- Programs in the background. Their process id is remembered; a program is ours only if its command line names our dll, ---
# --- because after a reboot the same number may be somebody else's.                                                       ---

# The command line of process $1; nothing for one that has ended, even while nobody has collected its exit code.
command_line() {
  if [ -d /proc/self ]; then
    tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline" || true
  else
    ps -p "$1" -o stat= -o args= 2>/dev/null | grep -v '^Z' || true
  fi
}

# Prints the process id of background program $1, fails when it does not run.
running() {
  local pid
  pid=$(cat "$state/$1.pid" 2>/dev/null) || return 1
  [ -n "$pid" ] && command_line "$pid" | grep -qF "$(program "$1")" && printf '%s' "$pid"
}

# start_background NAME ARGUMENT...: output goes to .kasparro/NAME.log.
start_background() {
  local name=$1 detach=""
  shift
  # A session of its own, so that Ctrl-C or the end of the terminal does not reach it.
  command -v setsid >/dev/null 2>&1 && detach="setsid"
  # Before it starts: whoever waits for a line must not find an earlier program's.
  : >"$state/$name.log"
  (
    cd "$root" || exit 1
    # shellcheck disable=SC2086 # empty or one word
    exec $detach nohup dotnet "$(program "$name")" "$@" </dev/null >>"$state/$name.log" 2>&1
  ) &
  echo $! >"$state/$name.pid"
}

stop_background() {
  local pid tries=0
  if pid=$(running "$1"); then
    kill "$pid" 2>/dev/null || true
    while running "$1" >/dev/null; do
      tries=$((tries + 1))
      [ $tries -eq 150 ] && kill -KILL "$pid" 2>/dev/null
      sleep 0.1
    done
    say "$1 stopped."
  fi
  rm -f "$state/$1.pid"
}
