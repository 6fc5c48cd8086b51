"""The one check: everything short of the tests, each part named, all of them run."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable

PARTS: list[tuple[str, list[str]]] = [
    ("style", [str(BIN / "ruff"), "check"]),
    ("format", [str(BIN / "ruff"), "format", "--check"]),
    ("types", [str(BIN / "mypy")]),
    ("floors and walls", [str(BIN / "lint-imports")]),
    ("templates", [str(BIN / "djlint"), "--lint", "--quiet", "src"]),
    ("words in both languages", [PYTHON, "scripts/messages.py", "check"]),
    ("no pending migration", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
    (
        "system checks, content proof-read",
        [PYTHON, "manage.py", "check", "--fail-level", "WARNING"],
    ),
    ("vendored files", [PYTHON, "scripts/vendor.py", "check"]),
]


def main() -> int:
    failed = []
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "TRIVSEL_DATA": data}
        for name, command in PARTS:
            run = subprocess.run(  # noqa: S603 - the commands above
                command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
            )
            print(f"{'ok  ' if run.returncode == 0 else 'FAIL'} {name}", flush=True)
            if run.returncode:
                failed.append(name)
                print(run.stdout + run.stderr, flush=True)
    if failed:
        print(f"{len(failed)} of {len(PARTS)} parts failed: {', '.join(failed)}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
