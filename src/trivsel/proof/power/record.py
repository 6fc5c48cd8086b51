"""What a process did to its files, read from a record of strace: a list of steps."""

import re
from dataclasses import dataclass
from pathlib import Path

from trivsel.proof.tracing import CALL

TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
OPENED = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})*)>")
SPOKEN = 1  # the number of the pipe that thanks are said on


@dataclass(frozen=True, slots=True)
class Opened:
    """A file was opened; ``creates`` if it is made where there was none."""

    path: Path
    creates: bool
    empties: bool


@dataclass(frozen=True, slots=True)
class Written:
    path: Path
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Resized:
    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    path: Path


@dataclass(frozen=True, slots=True)
class Removed:
    path: Path


@dataclass(frozen=True, slots=True)
class Said:
    words: str


type Step = Opened | Written | Resized | Synced | Removed | Said


class NotUnderstood(Exception):
    """A call that the model has no step for; then nothing can be shown."""


def steps(record: Path, within: Path) -> list[Step]:
    """All that was done to files of a folder, and said, in its order."""
    reader = _Reader(within.resolve())
    found = []
    for line in record.read_text("ascii").splitlines():
        call = CALL.match(line)
        if call and int(call["came"]) >= 0:
            found.append(reader.step(call["name"], call["rest"], line[call.end("rest") :]))
    return [step for step in found if step]


class _Reader:
    def __init__(self, within: Path) -> None:
        self.within = within
        self.ends: dict[int, int] = {}  # how far each open file has been written to

    def step(self, name: str, rest: str, came: str) -> Step | None:
        if name == "openat":
            return self.opened(rest, *_named(came))
        if name in {"unlink", "unlinkat"}:
            return Removed(Path(_text(rest).decode()))
        number, path = _named(rest)
        if name == "write" and number == SPOKEN:
            return Said(_text(rest).decode())
        ours = self.within in (path, *path.parents)
        return self.done(name, number, path, rest) if ours else None

    def done(self, name: str, number: int, path: Path, rest: str) -> Step:
        match name:
            case "fsync" | "fdatasync":
                return Synced(path)
            case "ftruncate":
                return Resized(path, _last(rest))
            case "pwrite64":
                return Written(path, _last(rest), _text(rest))
            case "write":
                return self.written(number, path, _text(rest))
        raise NotUnderstood(f"{name} of {path.name}")

    def opened(self, rest: str, number: int, path: Path) -> Step | None:
        self.ends[number] = 0
        if self.within in path.parents and ("O_RDWR" in rest or "O_WRONLY" in rest):
            return Opened(path, creates="O_CREAT" in rest, empties="O_TRUNC" in rest)
        return None

    def written(self, number: int, path: Path, data: bytes) -> Step:
        at = self.ends[number]
        self.ends[number] += len(data)
        return Written(path, at, data)


def _last(text: str) -> int:
    return int(text.rsplit(", ", 1)[1])


def _named(text: str) -> tuple[int, Path]:
    found = OPENED.search(text)
    if found is None:
        raise NotUnderstood(text[:80])
    return int(found[1]), Path(_bytes(found[2]).decode())


def _text(text: str) -> bytes:
    found = TEXT.search(text)
    if found is None:
        raise NotUnderstood(text[:80])
    return _bytes(found[1])


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))
