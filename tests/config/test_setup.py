"""Finding a Python: a stand-in that fails is passed over; none at all is one sentence."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETUP = f". '{ROOT}/scripts/setup.sh'"
TOOLS = ["cat", "cksum", "grep"]


@pytest.fixture
def machine(tmp_path):
    """A machine with a shell, a few tools, and no Python."""
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool))
    return tmp_path


def program(machine, name, lines):
    path = machine / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o755)


def shell(machine, command, **more):
    environment = {"PATH": str(machine / "bin"), "HOME": str(machine / "home"), **more}
    return subprocess.run(
        ["/bin/bash", "-euo", "pipefail", "-c", f"{SETUP}; {command}"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def bare(machine):
    found = shell(machine, "find_python").stdout.strip()
    if found:
        pytest.skip(f"this machine keeps a Python where everybody finds it: {found}")
    return machine


def test_without_any_python_one_sentence_says_what_is_missing(bare):
    told = shell(bare, "prepare run", TRIVSEL_VENV=str(bare / "venv"))

    assert told.returncode == 1
    assert told.stdout == ""
    assert told.stderr.startswith("Trivsel needs Python 3.12, 3.13 or 3.14")
    assert told.stderr.count("\n") == 1
    assert not (bare / "venv").exists()


def test_a_stand_in_that_fails_is_passed_over(bare):
    program(bare, "bin/python3.13", "echo 'pyenv: python3.13: command not found' >&2; exit 127")
    program(bare, "bin/python3.12", f'exec "{sys.executable}" "$@"')

    assert shell(bare, "find_python").stdout == "python3.12\n"


def test_the_places_of_pyenv_and_uv_are_looked_into(bare):
    program(bare, "bin/python3.13", "exit 127")
    program(bare, "home/.pyenv/versions/3.13.0/bin/python", "exit 1")
    uv = "home/.local/share/uv/python/cpython-3.13.1-linux-x86_64-gnu/bin/python3"
    program(bare, uv, f'exec "{sys.executable}" "$@"')

    assert shell(bare, "find_python").stdout == f"{bare / uv}\n"


def test_a_python_that_is_pointed_at_comes_first(bare):
    program(bare, "bin/python3.13", f'exec "{sys.executable}" "$@"')
    program(bare, "mine/python", f'exec "{sys.executable}" "$@"')

    mine = str(bare / "mine/python")
    assert shell(bare, "find_python", TRIVSEL_PYTHON=mine).stdout == f"{mine}\n"


def test_a_python_that_is_too_old_is_passed_over(bare):
    old = 'case "$2" in *"(3, 12)"*) exit 1;; esac'
    program(bare, "bin/python3", old)

    assert shell(bare, "find_python").returncode == 1
