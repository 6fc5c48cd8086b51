# Sourced by ./test in CI: a browser, PostgreSQL and Redis, installed and started where missing.

have() { command -v "$1" >/dev/null 2>&1; }

install_missing() {
  local packages=()
  have chromium || packages+=(chromium)
  have psql && ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || packages+=(postgresql)
  have redis-server || packages+=(redis-server)
  [ ${#packages[@]} -eq 0 ] && return 0
  if ! have apt-get || [ "$(id -u)" != 0 ]; then
    echo "These are missing and can only be installed by root on Debian: ${packages[*]}" >&2
    return 1
  fi
  echo "Installing ${packages[*]} ..."
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
}

postgres_answers() { psql -h 127.0.0.1 -U postgres -d postgres -Atc 'select 1' >/dev/null 2>&1; }
redis_answers() { redis-cli -h 127.0.0.1 ping >/dev/null 2>&1; }

# A cluster of our own in a temporary folder where nothing answers on the usual port.
start_postgres() {
  postgres_answers && return 0
  local bin folder
  bin=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
  folder=$(mktemp -d /tmp/trivsel-postgres.XXXXXX)
  if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; set -- runuser -u postgres --; else set --; fi
  "$@" "$bin/initdb" -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 >/dev/null
  "$@" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
    -o "-c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder" start >/dev/null
  postgres_answers
}

start_redis() {
  redis_answers && return 0
  redis-server --daemonize yes --bind 127.0.0.1 --port 6379 --save "" --appendonly no >/dev/null
  local try
  for try in 1 2 3 4 5 6 7 8 9 10; do redis_answers && return 0; sleep 0.5; done
  return 1
}

bring_services() {
  install_missing
  start_postgres || { echo "PostgreSQL does not answer on 127.0.0.1:5432 as user postgres." >&2; return 1; }
  start_redis || { echo "Redis does not answer on 127.0.0.1:6379." >&2; return 1; }
}
