"""Run the tests on SQLite, then on PostgreSQL and Redis where they answer (always in CI)."""

import os
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POSTGRES = "postgresql://postgres@127.0.0.1:5432/"
REDIS = "redis://127.0.0.1:6379/0"


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def pytest(*arguments: str, **environment: str) -> int:
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    print("$", *[f"{k}={v}" for k, v in environment.items()], "pytest", *arguments, flush=True)
    # A folder of its own, so that no test touches the data of a running copy.
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("TRIVSEL_")}
    own = {"TRIVSEL_DATA": str(ROOT / "data" / "tests")}
    return subprocess.call(command, cwd=ROOT, env={**inherited, **own, **environment})  # noqa: S603 - our own command


def main() -> int:
    given = sys.argv[1:]
    if given:
        return pytest(*given)
    result = pytest("-n", "2")
    if os.environ.get("CI") == "true" or (answers(5432) and answers(6379)):
        # Pages look the same on both stores: the browser is driven once, on SQLite.
        result = result or pytest(
            "-n", "2", "-m", "not browser", "--ignore=tests/house", "--ignore=tests/domain",
            "--ignore=src/trivsel/domain",
            TRIVSEL_DATABASE=POSTGRES + "trivsel",
            TRIVSEL_BALLOTS_DATABASE=POSTGRES + "trivsel_ballots",
            TRIVSEL_REDIS=REDIS,
        )  # fmt: skip
    else:
        print("PostgreSQL and Redis do not both answer: the second run is left to CI.")
    return result


if __name__ == "__main__":
    sys.exit(main())
