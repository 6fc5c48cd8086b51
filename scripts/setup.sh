# Sourced by ./run and ./test: finds a Python, makes .venv, installs the hashed lock once.
# usage: prepare run|test      afterwards $VENV is the environment's folder

ROOT=$(cd "${BASH_SOURCE[0]%/*}/.." && pwd)
VENV=${TRIVSEL_VENV:-$ROOT/.venv}

# A python3.13 on PATH may be a stand-in that only fails: each candidate is tried.
works() {
  "$1" -c 'import ensurepip, sqlite3, ssl, sys, venv; sys.exit(not (3, 12) <= sys.version_info < (3, 15))' \
    >/dev/null 2>&1
}

candidates() {
  [ -n "${TRIVSEL_PYTHON:-}" ] && printf '%s\n' "$TRIVSEL_PYTHON"
  local minor
  for minor in 13 14 12; do
    printf 'python3.%s\n' "$minor"
    # A pattern that fits nothing stays as it is, and is then no Python that works.
    printf '%s\n' "${PYENV_ROOT:-${HOME:-}/.pyenv}/versions/3.$minor".*/bin/python \
      "${UV_PYTHON_INSTALL_DIR:-${XDG_DATA_HOME:-${HOME:-}/.local/share}/uv/python}/cpython-3.$minor".*/bin/python3 \
      "/opt/homebrew/bin/python3.$minor" "/usr/local/bin/python3.$minor"
  done
  printf 'python3\n'
}

find_python() {
  local candidate
  while IFS= read -r candidate; do
    if works "$candidate"; then printf '%s\n' "$candidate"; return 0; fi
  done < <(candidates)
  return 1
}

say() { printf '%s\n' "$*"; }

prepare() {
  local lock=$ROOT/deploy/lock/$1.txt build=$ROOT/deploy/lock/build.txt stamp wanted python
  stamp=$VENV/.installed
  wanted="$1 $(cat "$lock" "$build" "$ROOT/pyproject.toml" | cksum)"
  # What the tests need includes all that the program needs.
  if [ -x "$VENV/bin/python" ] && grep -qxF "$wanted" "$stamp" 2>/dev/null; then return 0; fi
  if [ ! -x "$VENV/bin/python" ]; then
    python=$(find_python) || {
      say "Trivsel needs Python 3.12, 3.13 or 3.14 (with venv and sqlite3), and none was found: install one, or point TRIVSEL_PYTHON at it." >&2
      return 1
    }
    say "1/3 Making an environment with $("$python" --version) ..."
    "$python" -m venv "$VENV" || return 1
  fi
  say "2/3 Installing $(grep -c == "$lock") packages, each checked against its hash (once) ..."
  "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-compile \
    --require-hashes -r "$lock" -r "$build" || {
    say "The packages could not be installed; nothing else was changed. Is there a way to a package index? Run the command again when there is." >&2
    return 1
  }
  "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
    --no-build-isolation --editable "$ROOT" || return 1
  say "3/3 Ready."
  if [ "$1" = test ]; then
    printf '%s\n%s\n' "$wanted" "run $(cat "$ROOT/deploy/lock/run.txt" "$build" "$ROOT/pyproject.toml" | cksum)" >"$stamp"
  else
    printf '%s\n' "$wanted" >"$stamp"
  fi
}
