"""The toolbox as it stands in content/toolbox/, read once per process."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import get_language

from trivsel.domain.levels import Area, Level
from trivsel.toolbox.names import AREAS, LEVELS
from trivsel.ui.content import words

FILES = ("balance", "wellbeing", "community", "across")


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in each language; a page shows the reader's own."""

    da: str
    en: str

    def __str__(self) -> str:
        return self.en if get_language() == "en" else self.da


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool of the box. It stands at ``levels[0]`` in the grid; no area: across all."""

    key: str
    slug: str
    title: Words
    purpose: Words
    today: Words
    area: Area | None
    levels: tuple[Level, ...]
    minutes: int

    @property
    def level(self) -> Level:
        return self.levels[0]

    @property
    def level_names(self) -> list[tuple[Level, Promise]]:
        return [(level, LEVELS[level]) for level in Level if level in self.levels]


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
    """Every tool by the name in its address, in the order of the file."""
    return MappingProxyType({tool.slug: tool for name in FILES for tool in _tools_in(name)})


@cache
def grid() -> Grid:
    every = tuple(tools().values())
    rows = tuple(
        Row(area, tuple(Cell(level, _standing_in(every, area, level)) for level in Level))
        for area in Area
    )
    return Grid(rows, tuple(tool for tool in every if tool.area is None), len(every))


def neighbours(tool: Tool) -> tuple[Tool, ...]:
    """Tools about the same on the other levels: where causes and remedies often lie."""
    return tuple(
        other
        for other in tools().values()
        if other.area == tool.area and other.level != tool.level and other is not tool
    )


def _standing_in(every: tuple[Tool, ...], area: Area, level: Level) -> tuple[Tool, ...]:
    return tuple(tool for tool in every if tool.area == area and tool.level == level)


def _tools_in(name: str) -> Iterator[Tool]:
    file = words(f"toolbox/{name}.toml")
    area = Area(file["area"]) if "area" in file else None
    for row in file["tools"]:
        yield Tool(
            key=row["id"],
            slug=row["slug"],
            title=Words(**row["title"]),
            purpose=Words(**row["purpose"]),
            today=Words(**row["today"]),
            area=area,
            levels=tuple(Level(level) for level in row["levels"]),
            minutes=row["minutes"],
        )
