"""The toolbox as it stands in content/tools/, read once per process."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import get_language

from trivsel.domain import toolspec
from trivsel.domain.levels import Area, Level
from trivsel.domain.toolspec import Words
from trivsel.toolbox import library
from trivsel.toolbox.names import AREAS, LEVELS, WAYS


class Spoken:
    """Words of a tool as a template shows them: in the reader's language."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def __str__(self) -> str:
        return self.words.in_(get_language() or "da")


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool as lists show it. It stands at ``levels[0]`` in the grid; no area: across all."""

    spec: toolspec.Tool

    @property
    def key(self) -> str:
        return self.spec.id

    @property
    def slug(self) -> str:
        return self.spec.slug

    @property
    def title(self) -> Spoken:
        return Spoken(self.spec.title)

    @property
    def purpose(self) -> Spoken:
        return Spoken(self.spec.purpose)

    @property
    def search(self) -> Spoken:
        """What people may call it who do not know what it is called."""
        return Spoken(self.spec.search)

    @property
    def area(self) -> Area | None:
        return self.spec.area

    @property
    def minutes(self) -> int:
        return self.spec.minutes

    @property
    def levels(self) -> tuple[Level, ...]:
        return self.spec.levels

    @property
    def level(self) -> Level:
        return self.spec.level

    @property
    def level_names(self) -> list[tuple[Level, Promise]]:
        return [(level, LEVELS[level]) for level in Level if level in self.levels]

    @property
    def ways(self) -> list[Promise]:
        """How it can be done, in words."""
        return [words for mode, words in WAYS.items() if mode in self.spec.modes]


@dataclass(frozen=True, slots=True)
class Cell:
    level: Level
    tools: tuple[Tool, ...]

    @property
    def name(self) -> Promise:
        return LEVELS[self.level]


@dataclass(frozen=True, slots=True)
class Row:
    area: Area
    cells: tuple[Cell, ...]

    @property
    def name(self) -> Promise:
        return AREAS[self.area]


@dataclass(frozen=True, slots=True)
class Grid:
    """What the front page shows: a row per area, a cell per level, and what lies across all."""

    rows: tuple[Row, ...]
    across: tuple[Tool, ...]
    total: int


@cache
def tools() -> Mapping[str, Tool]:
    """Every tool by the name in its address, in the order of the files."""
    return MappingProxyType({tool.slug: Tool(tool) for tool in library.tools()})


@cache
def grid() -> Grid:
    every = tuple(tools().values())
    rows = tuple(
        Row(area, tuple(Cell(level, _standing_in(every, area, level)) for level in Level))
        for area in Area
    )
    return Grid(rows, tuple(tool for tool in every if tool.area is None), len(every))


def span(level: Level) -> tuple[int, int]:
    """The fewest and the most minutes of the tools that stand on a level."""
    minutes = [tool.minutes for tool in tools().values() if tool.level == level]
    return min(minutes), max(minutes)


def neighbours(tool: Tool) -> tuple[Tool, ...]:
    """Tools on the same theme: causes and remedies often lie on another level."""
    found = (library.tool(key) for key in tool.spec.neighbours)
    return tuple(Tool(other) for other in found if other is not None)


def _standing_in(every: tuple[Tool, ...], area: Area, level: Level) -> tuple[Tool, ...]:
    return tuple(tool for tool in every if tool.area == area and tool.level == level)
