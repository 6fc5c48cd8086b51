"""The tools of all shelves, read once per process: a change needs a restart."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from trivsel.domain.toolspec import (
    LARGEST,
    Complaint,
    Tool,
    ToolErrors,
    disagreements,
    losses,
    read_tool,
    unrecorded,
)
from trivsel.toolbox import shelves
from trivsel.toolbox.shelves import Read, Sheet

# Addresses beside the tools that are pages of ours.
TAKEN = frozenset({"uden-net"})


class Finding(NamedTuple):
    """Something to mend, and how much it matters.

    What is wrong in our own folder must not be given out. A partner's folder is the partner's:
    the toolbox opens without the file, and says so.
    """

    complaint: Complaint
    serious: bool


def files() -> list[Path]:
    """Every tool's file: first our own, then those of each folder in TRIVSEL_TOOLS."""
    return [path for shelf in shelves.shelves() for path in shelves.files(shelf)]


@cache
def tools() -> tuple[Tool, ...]:
    """Every tool that can be read, in the order of its files; the others are left out.

    What is wrong with those stands in `manage.py check`, so that one bad file of a partner's
    does not close the toolbox for everybody.
    """
    return read(files())


def read(paths: Iterable[Path]) -> tuple[Tool, ...]:
    """The tools in some files. An id or an address stays with the first who takes it."""
    found: dict[str, Tool] = {}
    slugs = set(TAKEN)
    for path in paths:
        with suppress(ToolErrors):
            tool = read_tool(shelves.contents(path, path.name, LARGEST), file=path.name)
            if tool.id not in found and tool.slug not in slugs:
                found[tool.id] = tool
                slugs.add(tool.slug)
    return tuple(found.values())


@cache
def by_id() -> dict[str, Tool]:
    return {tool.id: tool for tool in tools()}


def tool(id_: str) -> Tool | None:
    """The tool with this id, such as B02."""
    return by_id().get(id_)


def complaints() -> Iterator[Finding]:
    """Everything to mend on all the shelves, read anew: file by file, then between them."""
    reads = [shelves.proof_read(shelf) for shelf in shelves.shelves()]
    ours = {sheet.name for read in reads if read.shelf.ours for sheet in read.sheets}
    sheets = {sheet.name: sheet for read in reads for sheet in read.sheets}
    for read in reads:
        for complaint in read.complaints:
            yield Finding(complaint, read.shelf.ours)
    between = disagreements((sheet.name, sheet.tool) for sheet in sheets.values())
    for complaint in [*between, *_on_pages(sheets.values())]:
        yield Finding(_placed(complaint, sheets), complaint.file in ours)
    for read in reads:
        for complaint in _of_keys(read):
            yield Finding(_placed(complaint, sheets), serious=False)


def _on_pages(sheets: Iterable[Sheet]) -> Iterator[Complaint]:
    for sheet in sheets:
        if sheet.tool.slug in TAKEN:
            says = f"'{sheet.tool.slug}' is the address of a page of ours."
            yield Complaint(sheet.name, "slug", says, "Give the tool another slug.")


def _of_keys(read: Read) -> Iterator[Complaint]:
    if read.register is not None:
        tools = [(sheet.name, sheet.tool) for sheet in read.sheets]
        yield from losses(read.register, tools, file=read.shelf.named(read.shelf.keys))
        yield from unrecorded(read.register, tools)


def _placed(complaint: Complaint, sheets: Mapping[str, Sheet]) -> Complaint:
    """The complaint with the line of its place."""
    if sheet := sheets.get(complaint.file):
        return complaint.with_line(sheet.lines)
    return complaint
