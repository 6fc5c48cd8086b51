"""What can only be said of tools that stand together in one box."""

from collections.abc import Iterable, Iterator
from typing import cast

from trivsel.domain.toolspec.complaints import Complaint
from trivsel.domain.toolspec.tool import Tool
from trivsel.domain.toolspec.words import Option, Value


def disagreements(tools: Iterable[tuple[str, Tool]]) -> Iterator[Complaint]:
    """Complain of ids and addresses given twice, and of tools that do not exist.

    Where two files take the same id or slug the complaint is about the later one.

    Args:
        tools: Pairs of file name and tool, in the order they are read.
    """
    every = list(tools)
    ids = {tool.id for _, tool in every}
    taken: dict[str, str] = {}
    for file, tool in every:
        for what, value in (("id", tool.id), ("slug", tool.slug)):
            first = taken.setdefault(f"{what} {value}", file)
            if first != file:
                says = f"'{value}' is already taken by {first}."
                yield Complaint(file, what, says, f"Give the tool another {what}.")
        if tool.id in tool.neighbours:
            says = "A tool is not its own neighbour."
            yield Complaint(file, "neighbours", says, "Take it out.")
        for place, wanted in mentions(tool):
            if wanted not in ids:
                hint = f"The tools are {', '.join(sorted(ids))}."
                yield Complaint(file, place, f"There is no tool '{wanted}'.", hint)


def mentions(tool: Tool) -> Iterator[tuple[str, str]]:
    """Give each tool that a tool leads to, with the place where it says so."""
    for number, wanted in enumerate(tool.neighbours, start=1):
        yield f"neighbours[{number}]", wanted
    for number, step in enumerate(tool.steps, start=1):
        for name, value in step.said.items():
            yield from _under(value, f"steps[{number}].{name}")


def _under(value: Value, place: str) -> Iterator[tuple[str, str]]:
    parts = value if isinstance(value, tuple) else ()
    for number, part in enumerate(parts, start=1):
        if isinstance(part, Option):
            for name, inner in part.more.items():
                here = f"{place}[{number}].{name}"
                if name == "tools":
                    for wanted in cast("tuple[str, ...]", inner):
                        yield here, wanted
                else:
                    yield from _under(inner, here)
