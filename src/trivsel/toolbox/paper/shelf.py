"""Where paper lies: one folder for each state of words, templates and program.

A changed word or template is another folder; when it is full, the others are thrown away.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from trivsel.toolbox import shelves
from trivsel.toolbox.paper import words
from trivsel.ui.content import PACKAGE, folder

SIZES = ("a4", "a3", "cards")
FULL = "full"  # stands in a folder where nothing is missing
ROOM = Path(__file__).resolve().parents[1]


def place() -> Path:
    """The folder of what this program shows today."""
    return settings.DATA / "paper" / key()


@cache
def key() -> str:
    """A name for all that goes into a sheet, so that each change has a folder of its own."""
    digest = hashlib.sha256(f"{version('trivsel')} {version('typst')}".encode())
    for path in _made_of():
        digest.update(f"\0{path.name}\0".encode())
        with suppress(OSError):  # a partner's file we may not read is no tool either
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _made_of() -> Iterator[Path]:
    yield from _sorted((ROOM / "typst").rglob("*.*"))
    yield from _sorted((ROOM / "paper").glob("*.py"))
    yield from _sorted(words.LOCALE.rglob("*.mo"))
    yield PACKAGE / "ui" / "static" / "ui" / "tokens.css"
    yield from _sorted((folder() / "articles").glob("*.md"))
    for tools in shelves.shelves():
        yield from _sorted(tools.folder.glob("*.toml"))


def _sorted(paths: Iterable[Path]) -> list[Path]:
    return sorted(path for path in paths if path.is_file())


def paper(slug: str, size: str, language: str) -> Path:
    """Where a tool's sheet or poster lies, or the cards, which are the same for all tools."""
    return place() / language / ("cards.pdf" if size == "cards" else f"{slug}-{size}.pdf")


def picture(name: str, language: str) -> Path:
    return place() / language / f"{name}.png"


def is_full() -> bool:
    return (place() / FULL).exists()


def put(path: Path, content: bytes) -> None:
    """Lay a file there whole: nobody is handed half a sheet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}")
    half.write_bytes(content)
    half.replace(path)


def finish(folder: Path) -> None:
    """Say that nothing is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FULL).touch()


def sweep(folder: Path) -> None:
    """Throw away what was made of other words, templates or programs."""
    for other in folder.parent.iterdir():
        if other.is_dir() and other.name != folder.name:
            shutil.rmtree(other, ignore_errors=True)
