"""What is set on paper, as plain values for Typst: each document, its template, its data."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trivsel.domain.levels import Level
from trivsel.domain.toolspec import Spoken, Step, Tool
from trivsel.toolbox.paper.words import words
from trivsel.ui.content import PACKAGE, folder

LANGUAGES = ("da", "en")
TOKENS = PACKAGE / "ui" / "static" / "ui" / "tokens.css"
TOKEN = re.compile(r"--([a-z-]+):\s*(?:light-dark\()?(#[0-9a-f]{6})")
# What a group stands around: the first of these that a tool has.
BOARDS = ("curve", "balance", "matrix", "triangle", "spiral", "grid", "table", "scale", "pairs",
          "reveal", "pick")  # fmt: skip
ROOMS = (1, 1.35, 0.7, 0.5, 0.3)
TABLES = 3  # that many tables of blank rows share a poster


@dataclass(frozen=True, slots=True)
class Document:
    """One file to be made; ``rooms`` are the shares of room to write that may be tried."""

    name: str
    template: str
    facts: Mapping[str, Any]
    rooms: Sequence[float] = (1,)

    @property
    def is_picture(self) -> bool:
        return self.name.endswith(".png")


def documents(tools: Sequence[Tool]) -> Iterator[Document]:
    """Everything that is set, sheets first: they are what somebody may be waiting for."""
    every = [document for language in LANGUAGES for document in _in(language, tools)]
    yield from sorted(every, key=lambda document: document.is_picture)


def _in(language: str, tools: Sequence[Tool]) -> Iterator[Document]:
    shared: dict[str, Any] = {
        "language": language,
        "words": words(language),
        "tokens": tokens(),
    }
    titles = {tool.id: tool.title.in_(language) for tool in tools}
    yield Document(f"{language}/cards.pdf", "cards.typ", shared)
    for tool in tools:
        yield from _of_tool(tool, titles, shared)
    yield from _of_others(shared)


def _of_tool(
    tool: Tool, titles: Mapping[str, str], shared: dict[str, Any]
) -> Iterator[Document]:
    language, about = shared["language"], _heading(tool, shared)
    steps = [_step(step, tool, titles, language) for step in tool.steps]
    facts = {**shared, "tool": about, "steps": steps}
    yield Document(f"{language}/{tool.slug}-a4.pdf", "sheet.typ", facts, rooms=ROOMS)
    boards = _boards(steps)
    if tool.poster and boards:
        facts = {**shared, "tool": about, "boards": boards, "strip": _strip(steps, boards)}
        yield Document(f"{language}/{tool.slug}-a3.pdf", "poster.typ", facts)
    yield _picture(f"tool-{tool.slug}", about, _told_by(tool), shared)


def _told_by(tool: Tool) -> str:
    """The kind that says most about a tool: a drawing, or what one does in it first."""
    drawn = [step.kind.name for step in tool.steps if step.kind.stays]
    done = [kind for kind in tool.kinds if kind not in {"text", "prompt"}]
    return [*drawn, *done, *tool.kinds][0]


def _of_others(shared: dict[str, Any]) -> Iterator[Document]:
    """The pictures of the front door and of the articles."""
    said = shared["words"]
    front = {"title": said["front-title"], "purpose": said["front-about"]}
    yield _picture("front", {**front, "levels": _levels(tuple(Level), said)}, "grid", shared)
    for slug, head in _articles(shared["language"]):
        article = {"title": head["title"], "purpose": head["summary"], "levels": []}
        yield _picture(f"article-{slug}", article, "text", shared)


def _picture(
    name: str, about: Mapping[str, Any], kind: str, shared: Mapping[str, Any]
) -> Document:
    facts = {"title": about["title"], "about": about["purpose"], "levels": about["levels"]}
    more = {"minutes": about.get("minutes", 0), "kind": kind}
    return Document(
        f"{shared['language']}/{name}.png", "preview.typ", {**shared, **facts, **more}
    )


def _heading(tool: Tool, shared: Mapping[str, Any]) -> dict[str, Any]:
    language = shared["language"]
    return {
        "title": tool.title.in_(language),
        "purpose": tool.purpose.in_(language),
        "minutes": tool.minutes,
        "levels": _levels(tool.levels, shared["words"]),
    }


def _levels(levels: tuple[Level, ...], said: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"key": level, "name": said[level]} for level in Level if level in levels]


def _step(step: Step, tool: Tool, titles: Mapping[str, str], language: str) -> dict[str, Any]:
    shared = not {"pair", "group", "org"}.isdisjoint(tool.modes) and step.sharing != "alone"
    said = {name: _named(value, titles) for name, value in step.spoken(language).items()}
    return {**said, "how": step.sharing if shared else ""}


def _named(value: Spoken, titles: Mapping[str, str]) -> Any:
    """Put titles in place of the ids under ``tools``, wherever they stand."""
    if isinstance(value, list):
        return [_named(part, titles) for part in value]
    if isinstance(value, dict):
        return {
            name: [titles[str(id_)] for id_ in part if str(id_) in titles]
            if name == "tools" and isinstance(part, list)
            else _named(part, titles)
            for name, part in value.items()
        }
    return value


def _boards(steps: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The step a poster shows; several, if a tool has only tables of blank rows."""
    for kind in BOARDS:
        found = [step for step in steps if step["kind"] == kind]
        if kind == "table" and found and not any("rows" in step["said"] for step in found):
            return found[:TABLES]
        if found:
            return [next((step for step in found if "rows" in step["said"]), found[0])]
    return []


def _strip(steps: Sequence[dict[str, Any]], boards: Sequence[object]) -> dict[str, Any] | None:
    """A mark from 1 to 10 for the group, which stands above what else is on the poster."""
    marks = (step for step in steps if step["kind"] == "scale" and "items" not in step["said"])
    return next((step for step in marks if step not in boards), None)


def tokens() -> dict[str, str]:
    """The colours of the pages, as they are in the light."""
    return dict(TOKEN.findall(TOKENS.read_text(encoding="utf-8")))


def _articles(language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The heads of the articles that can be read; the others are named by `manage.py check`."""
    for path in sorted((folder() / "articles").glob(f"*.{language}.md")):
        head = path.read_text(encoding="utf-8-sig").split("+++")[1:2]
        try:
            said = tomllib.loads("".join(head))
        except tomllib.TOMLDecodeError:
            continue
        if {"title", "summary"} <= said.keys():
            yield path.name.split(".")[0], said
