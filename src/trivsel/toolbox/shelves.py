"""The folders tools lie in: ours, and those an organisation or partner lays beside it.

One bad file never closes the toolbox: it is left out, and a complaint says where and why.
"""

import os
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from stat import S_ISREG

from django.conf import settings

from trivsel.domain.tomllines import find_lines
from trivsel.domain.toolspec import (
    LARGEST,
    LARGEST_REGISTER,
    Complaint,
    Register,
    Tool,
    ToolErrors,
    read_register,
    read_tool,
)
from trivsel.ui.content import folder

KEYS = "keys.toml"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of tools, and the file where their keys are recorded."""

    folder: Path
    keys: Path
    ours: bool

    def named(self, path: Path) -> str:
        """A file as its writer knows it: ours by its name, others' with their folder."""
        name = path.name if self.ours else path
        return os.fsencode(name).decode("utf-8", "replace")


@dataclass(frozen=True)
class Sheet:
    """A tool that could be read, with the name and the bytes of its file."""

    name: str
    raw: bytes
    tool: Tool

    @cached_property
    def lines(self) -> dict[str, int]:
        return find_lines(self.raw.decode("utf-8-sig"))


@dataclass(slots=True)
class Read:
    """What could be read from a shelf, and what is to be said about the rest."""

    shelf: Shelf
    sheets: list[Sheet] = field(default_factory=list)
    register: Register | None = None
    complaints: list[Complaint] = field(default_factory=list)


def shelves() -> list[Shelf]:
    """Ours first: an id or an address that we have taken stays ours."""
    ours = Shelf(folder() / "tools", folder() / KEYS, ours=True)
    others = [Path(extra) for extra in dict.fromkeys(settings.TOOL_FOLDERS)]
    return [ours, *(Shelf(place, place / KEYS, ours=False) for place in others)]


def files(shelf: Shelf) -> list[Path]:
    """The files of tools that lie directly on a shelf; none if the folder cannot be read."""
    with suppress(OSError):
        return [path for path in _seen(shelf) if path.suffix == ".toml"]
    return []


def _seen(shelf: Shelf) -> list[Path]:
    """What lies on a shelf but for its register, and what editors leave behind."""
    every = sorted(shelf.folder.iterdir())
    return [path for path in every if path != shelf.keys and not path.name.startswith(".")]


def proof_read(shelf: Shelf) -> Read:
    """Read what lies on a shelf, in the order of the files' names, and complain."""
    found = Read(shelf)
    try:
        paths = _seen(shelf)
    except OSError as error:
        says = f"The folder cannot be read: {error.strerror}."
        hint = (
            f"Mend TRIVSEL_TOOLS, or make the folder {shelf.folder.absolute()}; then restart."
        )
        found.complaints.append(Complaint(shelf.named(shelf.folder), "", says, hint))
        return found
    for path in paths:
        _read_file(path, found)
    if not found.sheets and not found.complaints:
        hint = "Files that lie directly in it and are named something.toml are read."
        name = shelf.named(shelf.folder)
        found.complaints.append(Complaint(name, "", "There is no tool in this folder.", hint))
    if shelf.ours or shelf.keys.is_file():
        _read_register(found)
    return found


def _read_file(path: Path, found: Read) -> None:
    name = found.shelf.named(path)
    if path.suffix == ".toml":
        try:
            raw = contents(path, name, LARGEST)
            found.sheets.append(Sheet(name, raw, read_tool(raw, file=name)))
        except ToolErrors as errors:
            found.complaints += errors
    elif ".toml" in path.name.lower():
        says = "This is not read: the name of a tool's file ends with .toml."
        hint = "Give it another name, or take it away."
        found.complaints.append(Complaint(name, "", says, hint))


def _read_register(found: Read) -> None:
    path = found.shelf.keys
    name = found.shelf.named(path)
    try:
        found.register = read_register(contents(path, name, LARGEST_REGISTER), file=name)
    except ToolErrors as errors:
        found.complaints += errors


def contents(path: Path, name: str, largest: int) -> bytes:
    """The bytes of a file; of one that is too large, just enough to tell.

    Raises:
        ToolErrors: It cannot be read, or is something that might never end.
    """
    try:
        if not S_ISREG(path.stat().st_mode):
            says, hint = "This is no ordinary file.", "Take it away."
            raise ToolErrors([Complaint(name, "", says, hint)])
        with path.open("rb") as file:
            return file.read(largest + 1)
    except OSError as error:
        says = f"The file cannot be read: {error.strerror}."
        hint = "Look at its permissions, and at where it leads to if it is a link."
        raise ToolErrors([Complaint(name, "", says, hint)]) from error
