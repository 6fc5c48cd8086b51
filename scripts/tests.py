"""Run the tests on SQLite, then on PostgreSQL and Redis where they answer (always in CI)."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI") == "true"
POSTGRES_PORT = int(os.environ.get("TRIVSEL_TEST_POSTGRES_PORT", "5432"))
REDIS_PORT = int(os.environ.get("TRIVSEL_TEST_REDIS_PORT", "6379"))
POSTGRES = f"postgresql://postgres@127.0.0.1:{POSTGRES_PORT}/"
# Half of the files each, and who is done first takes from the other: what a file sets up is
# then set up once, not on both cores.
BOTH_CORES = ["-n", "2", "--dist", "worksteal"]
# Pages look the same on both stores: the browser is driven once. The domain has no store.
ONCE = ["-m", "not browser", "--ignore=tests/house", "--ignore=tests/domain"]
ONCE += ["--ignore=tests/content", "--ignore=src/trivsel/domain"]
SERVICES = {
    "TRIVSEL_DATABASE": POSTGRES + "trivsel",
    "TRIVSEL_BALLOTS_DATABASE": POSTGRES + "trivsel_ballots",
    "TRIVSEL_REDIS": f"redis://127.0.0.1:{REDIS_PORT}/0",
}


class Run(NamedTuple):
    stores: str
    status: int
    counts: str


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def pytest(stores: str, *arguments: str, **environment: str) -> Run:
    """Run pytest, pass on what it says, and keep its last line: the counts."""
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    print(f"\n{stores}:", "pytest", *arguments, flush=True)
    # A folder of its own, so that no test touches the data of a running copy.
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("TRIVSEL_")}
    own = {
        "TRIVSEL_DATA": str(ROOT / "data" / "tests"),
        "TRIVSEL_TEST_POSTGRES_PORT": str(POSTGRES_PORT),
        "TRIVSEL_TEST_REDIS_PORT": str(REDIS_PORT),
        **environment,
    }
    last = ""
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, env=inherited | own, stdout=subprocess.PIPE, text=True
    ) as running:
        for line in running.stdout or ():
            print(line, end="", flush=True)
            last = line.strip() or last
    return Run(stores, running.returncode, last)


def main() -> int:
    if given := sys.argv[1:]:
        return pytest("SQLite", *given).status
    runs = [pytest("SQLite and a browser", *BOTH_CORES, "-rfEs")]
    if CI or (answers(POSTGRES_PORT) and answers(REDIS_PORT)):
        runs.append(pytest("PostgreSQL and Redis", *BOTH_CORES, "-rfE", *ONCE, **SERVICES))
    else:
        print("\nPostgreSQL and Redis do not both answer: the second run is left to CI.")
    print()
    for run in runs:
        print(f"{'ok  ' if run.status == 0 else 'FAIL'} {run.stores}: {run.counts}")
    return max(run.status for run in runs)


if __name__ == "__main__":
    sys.exit(main())
