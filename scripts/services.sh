# Sourced by ./test in CI: a browser, strace, PostgreSQL and Redis, brought where they are missing.
# What is started here is stopped when ./test ends.

export TRIVSEL_TEST_POSTGRES_PORT=${TRIVSEL_TEST_POSTGRES_PORT:-5432}
export TRIVSEL_TEST_REDIS_PORT=${TRIVSEL_TEST_REDIS_PORT:-6379}
POSTGRES_LIBRARY=${POSTGRES_LIBRARY:-/usr/lib/postgresql}

have() { command -v "$1" >/dev/null 2>&1; }

missing() {
  have chromium-headless-shell || have chromium || have chromium-browser || echo chromium-headless-shell
  { have psql && [ -n "$(postgres_bin)" ]; } || echo postgresql
  { have redis-server && have redis-cli; } || echo redis-server
  have strace || echo strace
}

# The newest version's programs; Debian keeps them off PATH.
postgres_bin() {
  local bin newest=
  for bin in "$POSTGRES_LIBRARY"/*/bin; do [ -x "$bin/initdb" ] && newest=$bin; done
  printf '%s' "$newest"
}

install_missing() {
  local packages
  packages=$(missing | tr '\n' ' ')
  [ -z "$packages" ] && return 0
  if ! have apt-get || [ "$(id -u)" != 0 ]; then
    echo "These are missing, and only root on Debian can install them here: $packages" >&2
    return 1
  fi
  echo "Installing $packages ..."
  apt-get update -qq
  # shellcheck disable=SC2086 - a list of words
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
}

postgres_answers() {
  PGCONNECT_TIMEOUT=5 psql -w -h 127.0.0.1 -p "$TRIVSEL_TEST_POSTGRES_PORT" -U postgres -d postgres -Atc 'select 1' >/dev/null 2>&1
}
redis_answers() { timeout 5 redis-cli -h 127.0.0.1 -p "$TRIVSEL_TEST_REDIS_PORT" ping 2>/dev/null | grep -q PONG; }
listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Something there that does not let us in is left alone: ours takes the next free port.
free_port() {
  local port=$1
  while listens "$port"; do port=$((port + 1)); done
  printf '%s' "$port"
}

STOP=()
stop_services() {
  local command
  for command in "${STOP[@]}"; do eval "$command" >/dev/null 2>&1 || true; done
}

# A cluster of our own in a temporary folder where nothing answers.
start_postgres() {
  postgres_answers && return 0
  local bin folder as=
  bin=$(postgres_bin)
  folder=$(mktemp -d /tmp/trivsel-postgres.XXXXXX)
  TRIVSEL_TEST_POSTGRES_PORT=$(free_port "$TRIVSEL_TEST_POSTGRES_PORT")
  # PostgreSQL refuses to run as root.
  if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; as="runuser -u postgres --"; fi
  (
    cd "$folder"
    $as "$bin/initdb" -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 --no-locale >/dev/null
    $as "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" start >/dev/null -o \
      "-p $TRIVSEL_TEST_POSTGRES_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder"
  ) || return 1
  STOP+=("$as $bin/pg_ctl -D $folder/data -m fast stop; rm -rf $folder")
  postgres_answers
}

start_redis() {
  redis_answers && return 0
  TRIVSEL_TEST_REDIS_PORT=$(free_port "$TRIVSEL_TEST_REDIS_PORT")
  redis-server --daemonize yes --bind 127.0.0.1 --port "$TRIVSEL_TEST_REDIS_PORT" --save "" \
    --appendonly no >/dev/null
  STOP+=("redis-cli -p $TRIVSEL_TEST_REDIS_PORT shutdown nosave")
  local try
  for try in 1 2 3 4 5 6 7 8 9 10; do redis_answers && return 0; sleep 0.2; done
  return 1
}

bring_services() {
  install_missing
  trap stop_services EXIT
  start_postgres || { echo "PostgreSQL could not be started." >&2; return 1; }
  start_redis || { echo "Redis could not be started." >&2; return 1; }
}
