"""The power goes, again and again: what was thanked for is counted, exactly once."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

HERE = Path(__file__).parent


class House:
    """A data folder of its own, and processes that work in it."""

    def __init__(self, data: Path) -> None:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("TRIVSEL_")}
        path = os.pathsep.join(
            [str(HERE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
        )
        self.environment = {
            **inherited,
            "TRIVSEL_DATA": str(data),
            "DJANGO_SETTINGS_MODULE": "trivsel.config.settings",
            "PYTHONPATH": path,
        }
        self.data = data

    def start(self, what: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, str(HERE / "killed.py"), what],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, what: str, given: str = "") -> list[str]:
        process = self.start(what)
        told, _ = process.communicate(given, timeout=120)
        assert process.returncode == 0
        return told.split()

    def run_and_kill_after_line(self, what: str, given: str, *, line: int) -> set[str]:
        """What the process had told when it was killed, right after telling that line."""
        process = self.start(what)
        assert process.stdin
        assert process.stdout
        process.stdin.write(given)
        process.stdin.close()
        told = {process.stdout.readline().strip() for _ in range(line)}
        process.kill()
        told |= set(process.stdout.read().split())
        process.stdout.close()
        process.wait()
        return told

    def counted(self) -> list[str]:
        self.run("count")
        return sorted(self.run("look"), key=int)


@pytest.fixture
def house(tmp_path) -> House:
    return House(tmp_path / "data")


def test_what_was_thanked_for_survives_kills_while_answering_and_while_counting(house):
    codes = "\n".join(house.run("prepare"))
    thanked: set[str] = set()

    for line in (20, 90, 150):
        thanked |= house.run_and_kill_after_line("answer", codes, line=line)
    assert 150 <= len(thanked) < len(codes.split()), "killed in the middle"
    thanked |= set(house.run("answer", codes))  # all send again, as people do
    for delay in (0.0, 0.02, 0.05, 0.1):
        process = house.start("count")
        assert process.stdout
        process.stdout.readline()
        time.sleep(delay)
        process.kill()
        process.communicate()

    assert house.counted() == sorted(thanked, key=int)
    assert not list((house.data / "keys").glob("*.seal"))


def test_a_program_that_thanks_before_it_has_stored_is_caught(house):
    codes = "\n".join(house.run("prepare"))

    process = house.start("answer-carelessly")
    told, _ = process.communicate(codes, timeout=120)

    assert process.returncode == -signal.SIGKILL
    assert len(told.split()) == 20
    assert len(house.counted()) == 19, "one was thanked for and is lost"
