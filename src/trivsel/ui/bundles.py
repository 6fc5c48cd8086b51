"""Several style sheets as one file, without a build step: one request before a page is drawn.

A bundle names its parts; a part with a star takes every file that fits, so a new file counts by
itself. The parts stay as they are written and are joined when somebody asks for the bundle:
config/static.py hands it to collectstatic, to tests and to a developer's browser.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps

# A string or an address is kept as it stands, whatever it holds; a comment is left out.
STRING = r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\''
KEPT_OR_COMMENT = re.compile(rf"({STRING}|url\([^)]*\))|/\*.*?\*/", re.DOTALL)
ADDRESS = re.compile(r"""url\((["']?)(?!data:|/|#|[a-z]+:)([^"')]+)\1\)""")
BLANK = re.compile(r"\n\s*\n+")


class MissingPart(FileNotFoundError):
    """A bundle names a file that is nowhere: better no page than one half dressed."""


class Paper(str):
    """A part that speaks of paper alone, as a sheet linked with media="print" does."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """A style sheet made of others; ``name`` is its address below /static/."""

    name: str
    parts: tuple[str, ...]

    def text(self) -> str:
        """The whole style sheet; later parts win, as later links do.

        Raises:
            MissingPart: A part is nowhere to be found.
        """
        return "".join(
            f"@media print {{\n{self._read(part)}\n}}\n"
            if isinstance(pattern, Paper)
            else f"{self._read(part)}\n"
            for pattern in self.parts
            for part in files(pattern)
        )

    def _read(self, part: str) -> str:
        return moved(
            plain(place(part).read_text(encoding="utf-8")),
            posixpath.dirname(part),
            posixpath.dirname(self.name),
        )


def plain(sheet: str) -> str:
    """The sheet without comments and blank lines."""
    without = KEPT_OR_COMMENT.sub(lambda found: found[1] or "", sheet)
    return BLANK.sub("\n", without).strip()


def moved(sheet: str, before: str, after: str) -> str:
    """The sheet as it must read in another folder: relative addresses lead where they led.

    >>> moved('src: url("fonts/a.woff2")', "ui", "toolbox")
    'src: url("../ui/fonts/a.woff2")'
    """

    def lead(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(before, found[2]))
        return f"url({found[1]}{posixpath.relpath(target, after or '.')}{found[1]})"

    return ADDRESS.sub(lead, sheet)


def files(pattern: str) -> Iterator[str]:
    """The parts a pattern stands for, sorted; one that is named outright must exist."""
    if "*" not in pattern:
        yield pattern
        return
    folder, _, name = pattern.rpartition("/")
    found = {path.name for root in roots() for path in (root / folder).glob(name)}
    yield from (f"{folder}/{one}" for one in sorted(found))


def place(part: str) -> Path:
    for root in roots():
        if (root / part).is_file():
            return root / part
    raise MissingPart(f"No room has the style sheet static/{part}.")


def roots() -> list[Path]:
    """The static folder of each room."""
    return [Path(app.path) / "static" for app in apps.get_app_configs()]
