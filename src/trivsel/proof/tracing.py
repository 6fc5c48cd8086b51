"""strace: records what a process does to its files, or kills it in the middle of doing it."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

# All by which a file, a folder or who listens can come to hold something else. Those with a
# question mark do not exist on every machine.
CHANGES = (
    *("write", "?writev", "pwrite64", "?pwritev", "?pwritev2"),
    *("fsync", "fdatasync", "?sync_file_range", "?msync"),
    *("ftruncate", "?fallocate", "?rename", "renameat", "?renameat2"),
    *("?unlink", "unlinkat", "?link", "linkat", "?mkdir", "mkdirat"),
)
LONGEST = 1 << 20
CALL = re.compile(r"^(?:\d+ +)?(?P<name>\w+)\((?P<rest>.*)\) += (?P<came>-?\d+)")


class Place(NamedTuple):
    """A moment to die at: entering the call of this name for the n-th time."""

    call: str
    number: int

    def __str__(self) -> str:
        return f"{self.call} no. {self.number}"


def why_not() -> str:
    """Why nothing can be traced here; empty if it can."""
    found = shutil.which("strace")
    if not found:
        return "strace is not installed"
    tried = subprocess.run(  # noqa: S603 - strace, on a program that does nothing
        [found, "-o", os.devnull, "true"], capture_output=True, text=True, check=False
    )
    return f"strace may not trace here: {tried.stderr.strip()}" if tried.returncode else ""


def killing(place: Place) -> list[str]:
    return [
        *("strace", "-f", "-o", os.devnull, "-e", f"trace={place.call}"),
        *("-e", f"inject={place.call}:signal=KILL:when={place.number}"),
    ]


def recording(file: Path, *, also: Sequence[str] = ()) -> list[str]:
    calls = ",".join((*CHANGES, *also))
    return [
        *("strace", "-f", "-y", "-xx", "-s", str(LONGEST), "-o", str(file)),
        *("-e", f"trace={calls}", "-e", "signal=none"),
    ]


def places(record: Path) -> list[Place]:
    """Every call of a record as a place to die at, in the order they came."""
    seen: dict[str, int] = {}
    found = []
    for line in record.read_text("ascii").splitlines():
        if call := CALL.match(line):
            name = call["name"]
            seen[name] = seen.get(name, 0) + 1
            found.append(Place(name, seen[name]))
    return found
