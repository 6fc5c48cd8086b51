"""Read a tool from its file, or say all that is wrong with it."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import cast

from trivsel.domain.levels import Area, Level
from trivsel.domain.tomllines import find_lines
from trivsel.domain.toolspec.complaints import Complaint, Complaints, ToolErrors
from trivsel.domain.toolspec.fields import KEY, TOOL_ID, read_fields, read_key
from trivsel.domain.toolspec.kinds import KINDS
from trivsel.domain.toolspec.tool import STEP, TOP, Step, Tool
from trivsel.domain.toolspec.words import Option, Value, Words

LARGEST = 100_000  # bytes; the longest of ours has a third of that
STEPS = range(2, 15)
WORD_AT = re.compile(r"\(at line (\d+)")


def read_tool(raw: bytes, *, file: str) -> Tool:
    """Read one tool.

    Args:
        raw: The bytes of the file, at most 100,000, TOML in UTF-8.
        file: Its name, for the complaints.

    Returns:
        The tool, with every text in both languages.

    Raises:
        ToolErrors: With everything that is wrong, each with place, line and hint.

    >>> read_tool(b'id = "X1"', file="x1.toml")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    trivsel.domain.toolspec.complaints.ToolErrors: x1.toml: 'slug' is missing...
    """
    complaints = Complaints(file)
    text, document = _document(raw, complaints)
    tool = _tool(document, complaints) if document is not None else None
    if complaints.all or tool is None:
        lines = find_lines(text)
        raise ToolErrors([_with_line(one, lines) for one in complaints.all])
    return tool


def disagreements(tools: Iterable[tuple[str, Tool]]) -> Iterator[Complaint]:
    """What is wrong between files: ids and addresses twice, tools that do not exist.

    Args:
        tools: Pairs of file name and tool, all that stand together in one box.
    """
    all_ = list(tools)
    ids = {tool.id for _, tool in all_}
    seen: dict[str, str] = {}
    for file, tool in all_:
        for what, value in (("id", tool.id), ("slug", tool.slug)):
            if first := seen.setdefault(f"{what} {value}", file):
                if first != file:
                    yield Complaint(file, what, f"'{value}' is already taken by {first}.",
                                    "Each tool has its own.")  # fmt: skip
        if tool.id in tool.neighbours:
            yield Complaint(
                file, "neighbours", "A tool is not its own neighbour.", "Take it out."
            )
        for place, wanted in _mentions(tool):
            if wanted not in ids:
                yield Complaint(file, place, f"There is no tool '{wanted}'.",
                                f"The tools are {', '.join(sorted(ids))}.")  # fmt: skip


def _mentions(tool: Tool) -> Iterator[tuple[str, str]]:
    for wanted in tool.neighbours:
        yield "neighbours", wanted
    for number, step in enumerate(tool.steps, start=1):
        for value in step.said.values():
            for wanted in _tool_ids(value):
                yield f"steps[{number}]", wanted


def _tool_ids(value: Value) -> Iterator[str]:
    if isinstance(value, tuple):
        for part in value:
            yield from _tool_ids(part)
    elif isinstance(value, Option):
        for name, inner in value.more.items():
            if name == "tools":
                yield from cast("tuple[str, ...]", inner)
            else:
                yield from _tool_ids(inner)


def _document(raw: bytes, c: Complaints) -> tuple[str, Mapping[str, object] | None]:
    if len(raw) > LARGEST:
        c.add("", f"The file is larger than {LARGEST // 1000} kB.", "Is it the right file?")
        return "", None
    try:
        text = raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        c.add("", "The file is not text in UTF-8.", "Save it again with the encoding UTF-8.")
        return "", None
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = WORD_AT.search(str(error))
        c.all.append(Complaint(c.file, "", f"The file is not TOML: {error}.",
                               "Often a quotation mark, a bracket or a comma is missing there.",
                               int(line[1]) if line else None))  # fmt: skip
    except RecursionError:
        c.add("", "The file is nested too deeply to be a tool.", "See content/README.md.")
    return text, None


def _tool(document: Mapping[str, object], c: Complaints) -> Tool | None:
    id_ = _name(document, "id", TOOL_ID.pattern, "Capital letters and digits, such as B02.", c)
    slug = _name(document, "slug", KEY.pattern, "Small letters a-z, digits and hyphens.", c)
    rest = {
        name: value for name, value in document.items() if name not in {"id", "slug", "steps"}
    }
    said = read_fields(rest, TOP, "", c, also=("id", "slug", "steps"))
    steps = tuple(_steps(document.get("steps"), c))
    if c.all:
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
    document: Mapping[str, object], name: str, form: str, hint: str, c: Complaints
) -> str:
    value = document.get(name)
    if value is None:
        c.add("", f"'{name}' is missing.", hint)
    elif not isinstance(value, str) or not re.fullmatch(form, value) or len(value) > 60:
        c.add(name, f"'{value}' cannot be a {name}.", hint)
    else:
        return value
    return ""


def _steps(raw: object, c: Complaints) -> Iterator[Step]:
    if not isinstance(raw, list) or not all(isinstance(step, Mapping) for step in raw):
        c.add("steps", "The steps are missing.", "Each starts with a line [[steps]].")
        return
    if len(raw) not in STEPS:
        c.add(
            "steps", f"There are {len(raw)} steps.", f"From {STEPS.start} to {STEPS.stop - 1}."
        )
    keys: set[str] = set()
    for number, table in enumerate(raw, start=1):
        place = f"steps[{number}]"
        step = _step(table, place, c)
        if step is None:
            continue
        if step.key in keys:
            c.add(
                f"{place}.key",
                f"The key '{step.key}' is used twice.",
                "Answers are kept under keys.",
            )
        keys.add(step.key)
        last = number == len(raw)
        if last != (step.kind.name == "action"):
            c.add(f"{place}.kind", "The last step of a tool, and only the last, is an action.",
                  'kind = "action"')  # fmt: skip
        yield step


def _step(table: Mapping[str, object], place: str, c: Complaints) -> Step | None:
    key = read_key(table, place, c)
    kind = KINDS.get(str(table.get("kind")))
    if kind is None:
        c.add(f"{place}.kind", f"The kind '{table.get('kind')}' does not exist.",
              f"The kinds are {', '.join(KINDS)}.")  # fmt: skip
        return None
    rest = {name: value for name, value in table.items() if name not in {"key", "kind"}}
    said = read_fields(rest, (*STEP, *kind.fields), place, c, also=("key", "kind"))
    own = {field.name: said[field.name] for field in kind.fields if field.name in said}
    if trouble := kind.rule(own):
        c.add(place, trouble, f"See '{kind.name}' in content/README.md.")
    if not key or "title" not in said or "prompt" not in said:
        return None
    return Step(
        key=key,
        kind=kind,
        title=cast("Words", said["title"]),
        prompt=cast("Words", said["prompt"]),
        help=cast("Words | None", said.get("help")),
        sharing=cast("str", said.get("sharing", "alone")),
        minutes=cast("int | None", said.get("minutes")),
        said=own,
    )


def _with_line(complaint: Complaint, lines: Mapping[str, int]) -> Complaint:
    """Give the complaint the line of its place, or of the nearest part around it."""
    place = complaint.place
    while place and complaint.line is None:
        if place in lines:
            return replace(complaint, line=lines[place])
        place = re.sub(r"(\[\d+\]|\.?[^.\[\]]+)$", "", place)
    return complaint
