# shellcheck shell=bash
# Sourced by postgres.sh: PostgreSQL in a container, its data in a volume. $port and $password are what it remembers.
# shellcheck source=deploy/local/machine.sh
. "$(dirname "${BASH_SOURCE[0]}")/machine.sh"

image=postgres:17

docker_answers() { command -v docker >/dev/null 2>&1 && docker version >/dev/null 2>&1; }

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
  POSTGRES_PASSWORD="${password:?}" docker run -d --name "$(container)" -e POSTGRES_USER=kasparro -e POSTGRES_DB=kasparro -e POSTGRES_PASSWORD \
    -p "127.0.0.1:$port:5432" -v "$(container):/var/lib/postgresql/data" "$image" >/dev/null || die "Docker did not start $image; see above."
  until docker exec "$(container)" pg_isready -q -h 127.0.0.1 -U kasparro; do
    tries=$((tries + 1))
    [ $tries -lt 120 ] || die "PostgreSQL in the container $(container) does not answer; see: docker logs $(container)"
    sleep 0.5
  done
  say "PostgreSQL started in the container $(container), port $port."
}
