"""Children that work for a proof, started in a moment and killed as it likes."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

from trivsel.proof.scratch import OURS


class Ended(NamedTuple):
    """What a child had said when it ended, and how: 0 by itself, -9 killed."""

    said: list[list[str]]
    status: int

    @property
    def killed(self) -> bool:
        return self.status == -signal.SIGKILL

    def numbers(self, word: str = "thanks") -> list[int]:
        """Which letters it said this word of."""
        return [int(said[1]) for said in self.said if said[0] == word]


class Failed(Exception):
    """A child ended by itself and not well, so nothing was shown."""


class Nursery:
    """The program of child.py, working in a data folder of its own."""

    def __init__(self, data: Path, environment: Mapping[str, str] | None = None) -> None:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(OURS)}
        self.data = data
        (data / "static").mkdir(exist_ok=True)  # where pages' files would lie
        self.program = subprocess.Popen(
            [sys.executable, "-m", "trivsel.proof.child"],
            env={
                **inherited,
                **(environment or {}),
                "TRIVSEL_DATA": str(data),
                "DJANGO_SETTINGS_MODULE": "trivsel.config.settings",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self.line()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.program.kill()
        self.program.communicate()

    def line(self) -> list[str]:
        assert self.program.stdout  # noqa: S101 - it was asked for
        line = self.program.stdout.readline()
        if not line:
            raise Failed("the program that starts children has ended")
        return line.split()

    def start(self, what: str, given: Mapping[str, object], *, traced: bool = False) -> int:
        """Begin a piece of work; the child's process number."""
        assert self.program.stdin  # noqa: S101 - it was asked for
        self.program.stdin.write(json.dumps([what, traced, given]) + "\n")
        self.ahead: list[list[str]] = []
        while (line := self.line())[0] != "child":
            self.ahead.append(line)
        return int(line[1])

    def end(self) -> Ended:
        """Wait for the child to end."""
        said = self.ahead
        while (line := self.line())[0] != "ended":
            said.append(line)
        ended = Ended(said, int(line[1]))
        if not ended.killed and ended.status:
            raise Failed(" ".join(said[-1]) if said else f"ended with {ended.status}")
        return ended

    def run(self, what: str, **given: object) -> Ended:
        """Let a child do a piece of work to its end.

        Raises:
            Failed: It did not come to its end.
        """
        self.start(what, given)
        ended = self.end()
        if ended.status:
            raise Failed(f"{what} was killed by somebody else")
        return ended

    def traced(self, tracer: Sequence[str], what: str, **given: object) -> Ended:
        """Let a child do it under a tracer, which may kill it."""
        child = self.start(what, given, traced=True)
        command = [*tracer, "-p", str(child)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracing:  # noqa: S603 - strace
            assert tracing.stderr  # noqa: S101 - it was asked for
            told = tracing.stderr.readline()  # that it is attached, or why not
            os.kill(child, signal.SIGCONT if "attached" in told else signal.SIGKILL)
            ended = self.end()
        if "attached" not in told:
            raise Failed(f"the tracer says: {told}")
        return ended

    def watched(self, heard: Callable[[int], None], what: str, **given: object) -> Ended:
        """Let a child do it; ``heard`` is told the child's number at each thing it says."""
        child = self.start(what, given)
        said = self.ahead
        for _ in said:
            heard(child)
        while (line := self.line())[0] != "ended":
            said.append(line)
            heard(child)
        return Ended(said, int(line[1]))
