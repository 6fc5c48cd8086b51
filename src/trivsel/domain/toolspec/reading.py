"""Reads one tool from the bytes of its file, and complains of everything at once."""

import re
import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from trivsel.domain.levels import Area, Level
from trivsel.domain.tomllines import find_lines
from trivsel.domain.toolspec.complaints import Spot, ToolErrors
from trivsel.domain.toolspec.fields import KEY, TOOL_ID, read_fields, read_name
from trivsel.domain.toolspec.steps import read_steps
from trivsel.domain.toolspec.tool import TOP, Tool

if TYPE_CHECKING:
    from trivsel.domain.toolspec.words import Words

LARGEST = 100_000  # bytes; the longest of ours has a third of that
MOST_DOTS = 1_000  # in one line; reading a.a.a... takes a time that grows with the square of it
NAMES = ("id", "slug")
WORD_AT = re.compile(r"at line (\d+)")


def read_tool(raw: bytes, *, file: str) -> Tool:
    """Read one tool.

    Args:
        raw: The bytes of the file, at most 100,000, TOML in UTF-8.
        file: Its name, for the complaints.

    Returns:
        The tool, with every text in both languages.

    Raises:
        ToolErrors: With everything that is wrong, each with place, hint and, where it can be
            told, line. Nothing else is ever raised, whatever the bytes are.

    >>> read_tool(b'id = "X1"', file="x1.toml")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    trivsel.domain.toolspec.complaints.ToolErrors: x1.toml: 'slug' is missing...
    """
    top = Spot(file)
    text = read_text(raw, top)
    document = read_toml(text, top) if text is not None else None
    tool = _tool(document, top) if document is not None else None
    if tool is None:
        lines = find_lines(text) if text and document else {}
        raise ToolErrors([one.with_line(lines) for one in top.heard])
    return tool


def read_text(raw: bytes, top: Spot, *, largest: int = LARGEST) -> str | None:
    """Give the text of a file, or None after a complaint."""
    if len(raw) > largest:
        top.complain(f"The file is larger than {largest // 1000} kB.", "Is it the right file?")
        return None
    try:
        # Some editors put a mark at the beginning of a file; it is no part of the text.
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        hint = "Save it again with the encoding UTF-8."
        top.complain("The file is not text in UTF-8.", hint, line=line)
        return None


def read_toml(text: str, top: Spot) -> dict[str, object] | None:
    """Give the document as TOML has it, or None after a complaint."""
    for number, row in enumerate(text.split("\n"), start=1):
        if row.count(".") > MOST_DOTS:
            hint = "Is it the right file? No text has so many."
            top.complain("There are too many dots in a line.", hint, line=number)
            return None
    try:
        return tomllib.loads(text)
    except RecursionError:
        top.complain("The file is nested too deeply to be read.", "See content/README.md.")
    except ValueError as error:  # of TOML, or of a number with thousands of digits
        found = WORD_AT.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        hint = "Often a quotation mark, a bracket or a comma is missing there."
        top.complain(f"The file is not TOML: {_one_line(error)}.", hint, line=line)
    return None


def _one_line(error: ValueError) -> str:
    return " ".join(str(error).split())[:200].rstrip(".")


def _tool(document: Mapping[str, object], top: Spot) -> Tool | None:
    id_ = _name(document, "id", TOOL_ID, "Capital letters and digits, such as B02.", top)
    slug = _name(document, "slug", KEY, "Small letters a-z, digits and hyphens.", top)
    apart = {*NAMES, "steps"}
    rest = {name: value for name, value in document.items() if name not in apart}
    said = read_fields(rest, TOP, top, also=(*NAMES, "steps"))
    there = top.named("steps") if "steps" in document else top
    steps = read_steps(document.get("steps"), there)
    if top.heard:
        return None
    [search] = cast("tuple[Words]", said["search"])
    return Tool(
        id=id_,
        slug=slug,
        version=cast("int", said.get("version", 1)),
        title=cast("Words", said["title"]),
        purpose=cast("Words", said["purpose"]),
        area=Area(cast("str", said["area"])) if "area" in said else None,
        levels=tuple(Level(level) for level in cast("tuple[str, ...]", said["levels"])),
        modes=cast("tuple[str, ...]", said["modes"]),
        minutes=cast("int", said["minutes"]),
        neighbours=cast("tuple[str, ...]", said["neighbours"]),
        poster=bool(said.get("poster", False)),
        search=search,
        brings=cast("tuple[str, ...]", said["brings"]),
        steps=steps,
    )


def _name(
    document: Mapping[str, object], name: str, form: re.Pattern[str], hint: str, top: Spot
) -> str:
    if name in document:
        return read_name(document[name], form, top.named(name), hint=hint)
    top.complain(f"'{name}' is missing.", hint)
    return ""
