"""Write content/README.md from the formats the program reads, so that they never part.

    python scripts/content_readme.py

The prose stands in scripts/readme/page.md; a word between {{ }} there is filled in here.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from trivsel.domain import toolspec
from trivsel.domain.instrument import format as rules
from trivsel.domain.toolspec import kind as shared

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "content" / "README.md"
READ = ROOT / "scripts" / "readme"
MARK = re.compile(r"{{ ([a-z-]+) }}")
SHARED = (shared.HINT, shared.LEVEL, shared.TOOLS, shared.LINES)
INSTRUMENT = {
    "": "At the top",
    "option_sets": "`[[option_sets]]`: answers to choose from",
    "options": "Each entry of `options`",
    "scales": "`[[scales]]`: what is scored",
    "items": "`[[items]]`: what is asked",
    "open_questions": "`[[open_questions]]`: what is asked in people's own words",
}


def page() -> str:
    """The whole page as it should be."""
    prose = (READ / "page.md").read_text(encoding="utf-8")
    return MARK.sub(lambda found: FILLED[found[1]](), prose)


def table(rows: Iterable[tuple[str, str, str]]) -> str:
    """Rows of three as Markdown."""
    lines = ("| word | what it is | meaning |", "| --- | --- | --- |", *map(row, rows))
    return "\n".join(lines)


def row(cells: tuple[str, ...]) -> str:
    """One row of a table."""
    return f"| {' | '.join(cells)} |"


def tool_table(fields: Iterable[toolspec.Field]) -> str:
    """The fields of a tool, a step or a kind, with what stands in their lists."""
    return table(tool_rows(fields))


def tool_rows(
    fields: Iterable[toolspec.Field], inside: str = ""
) -> Iterator[tuple[str, str, str]]:
    """One row for each field; those of a list's entries below it, with its name before."""
    for one in fields:
        left_out = "" if one.required else "; may be left out"
        yield f"`{inside}{one.name}`", f"{one.holds.sort}{left_out}", one.meaning
        if isinstance(one.holds, toolspec.Options):
            own = (field for field in one.holds.more if field not in SHARED)
            yield from tool_rows(own, f"{inside}{one.name}[].")


def top() -> str:
    """The head of a tool's file."""
    names = (
        ("`id`", "capital letters, digits and hyphens", "Its number, which never changes."),
        ("`slug`", "a key", "Its word in the address, which never changes."),
    )
    return table([*names, *tool_rows(toolspec.TOP)])


def step() -> str:
    """What every step says."""
    names = (
        ("`key`", "a key", "The name its answers are kept under."),
        ("`kind`", "one of the kinds below", "What sort of step it is."),
    )
    return table([*names, *tool_rows(toolspec.STEP)])


def kinds() -> str:
    """A part for each kind."""
    return "\n\n".join(map(one_kind, toolspec.KINDS.values()))


def one_kind(kind: toolspec.Kind) -> str:
    """What a step of one kind may say, and what joins it."""
    parts = (f"#### {kind.name}", kind.purpose, tool_table(kind.fields), kind.joins)
    return "\n\n".join(filter(None, parts))


def instruments() -> str:
    """The tables of questionnaires, and how much there may be."""
    parts = "\n\n".join(
        f"### {title}\n\n{table(instrument_rows(part))}" for part, title in INSTRUMENT.items()
    )
    return (
        f"{parts}\n\nAt most {rules.MAXIMUM_ITEMS} items, {rules.MAXIMUM_SCALES} scales and "
        f"{rules.MAXIMUM_OPTION_SETS} option sets; "
        f"{rules.MAXIMUM_OPEN_QUESTIONS} open questions; "
        f"{rules.OPTIONS.start} to {rules.OPTIONS.stop - 1} answers in a set."
    )


def instrument_rows(part: str) -> Iterator[tuple[str, str, str]]:
    """One row for each field of a part of a questionnaire."""
    for field in rules.FIELDS[part]:
        limit = f", at most {field.limit} characters" if field.limit else ""
        left_out = "" if field.required else "; may be left out"
        yield f"`{field.name}`", f"{field.kind}{limit}{left_out}", field.meaning
    if part == "options":
        label = f"text of at most {rules.LABEL_LIMIT} characters"
        said = "What stands on the answer, in each language of the file."
        yield "`da`, `en`, ...", label, said


FILLED: dict[str, Callable[[], str]] = {
    "longest-key": lambda: f"{toolspec.LONGEST_KEY} characters",
    "taken": lambda: ", ".join(f"`{key}`" for key in sorted(toolspec.TAKEN)),
    "steps": lambda: f"{toolspec.FEWEST_STEPS} to {toolspec.MOST_STEPS}",
    "largest": lambda: str(toolspec.LARGEST // 1000),
    "top": top,
    "brings": lambda: "\n".join(
        f"- `{key}`: {words}" for key, words in toolspec.BRINGS.items()
    ),
    "step": step,
    "entries": lambda: tool_table(SHARED),
    "kinds": kinds,
    "example": lambda: (READ / "example.toml").read_text(encoding="utf-8").rstrip(),
    "instruments": instruments,
}


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE} is written")
