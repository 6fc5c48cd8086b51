"""The files of tools: ours, and the folders an organisation or partner lays beside them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

from trivsel.domain.toolspec import Complaint, Tool, ToolErrors, disagreements, read_tool
from trivsel.ui.content import folder


def files() -> list[Path]:
    """Every tool's file: first our own, then those of each folder in TRIVSEL_TOOLS."""
    return [path for shelf in shelves() for path in sorted(shelf.glob("*.toml"))]


def shelves() -> list[Path]:
    return [folder() / "tools", *(Path(extra) for extra in settings.TOOL_FOLDERS)]


@cache
def tools() -> tuple[Tool, ...]:
    """Every tool that can be read, in the order of its files; the others are left out.

    What is wrong with those stands in `manage.py check`, so that one bad file of a partner's
    does not close the toolbox for everybody.
    """
    found: dict[str, Tool] = {}
    for path in files():
        try:
            tool = read_tool(path.read_bytes(), file=path.name)
        except (ToolErrors, OSError):
            continue
        if not any(tool.slug == other.slug for other in found.values()):
            found.setdefault(tool.id, tool)
    return tuple(found.values())


def tool(id_: str) -> Tool | None:
    """The tool with this id, such as B02."""
    return next((tool for tool in tools() if tool.id == id_), None)


def complaints() -> Iterator[Complaint]:
    """Everything to mend in all the files, one by one and between them."""
    sound = []
    for path in files():
        try:
            sound.append((path.name, read_tool(path.read_bytes(), file=path.name)))
        except ToolErrors as errors:
            yield from errors
        except OSError as error:
            yield Complaint(path.name, "", f"The file cannot be read: {error.strerror}.",
                            "Look at its permissions.")  # fmt: skip
    yield from disagreements(sound)
