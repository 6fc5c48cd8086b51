"""What a round has told, and of whom: lines of figures, and where each person stood.

A person is an opaque key that stays the same from round to round. Everybody who could have
answered counts as present: who did is known to nobody.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Line:
    """One row that a round tells.

    Attributes:
        key: Its key in that round.
        inside: Number of the nearest told line around it, -1 for none.
        answered: How many answers stand behind it, as far as is told.
        grid: Its means are told in steps of so many points.
        spread: Are distributions told of it?
    """

    key: str
    inside: int
    answered: int = 0
    grid: float = 1.0
    spread: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """One round.

    Attributes:
        name: The round's name, for whoever reads a finding.
        lines: What it tells. Lines lie inside or beside each other, never across.
        places: Person -> number of the innermost line they stand in; others are left out.
    """

    name: str
    lines: tuple[Line, ...]
    places: Mapping[str, int]

    def only(self, keep: Callable[[Line], bool]) -> Self:
        """Leave lines out; those who stood in one stand in the next around it."""
        kept = [number for number, line in enumerate(self.lines) if keep(line)]
        rank = {number: place for place, number in enumerate(kept)} | {-1: -1}
        around: dict[int, int] = {-1: -1}

        def near(number: int) -> int:
            if number not in around:
                inside = self.lines[number].inside
                around[number] = number if number in rank else near(inside)
            return around[number]

        lines = tuple(
            Line(line.key, rank[near(line.inside)], line.answered, line.grid, line.spread)
            for line in (self.lines[number] for number in kept)
        )
        places = {
            person: rank[near(place)]
            for person, place in self.places.items()
            if near(place) >= 0
        }
        return type(self)(self.name, lines, places)

    def without(self, persons: frozenset[str]) -> Self:
        """Leave persons out, as though what they answered were known."""
        places = {who: place for who, place in self.places.items() if who not in persons}
        return type(self)(self.name, self.lines, places)


def persons_of(told: Told) -> list[set[str]]:
    """Give the persons of each line, those of the lines inside included.

    Raises:
        ValueError: Lines lie around each other in a circle.

    >>> firm = Told("spring", (Line("firm", -1), Line("hall", 0)), {"a": 0, "b": 1})
    >>> [sorted(persons) for persons in persons_of(firm)]
    [['a', 'b'], ['b']]
    """
    found: list[set[str]] = [set() for _ in told.lines]
    for person, place in told.places.items():
        if place >= 0:
            found[place].add(person)
    for number in innermost_first(told.lines):
        inside = told.lines[number].inside
        if inside >= 0:
            found[inside] |= found[number]
    return found


def innermost_first(lines: Sequence[Line]) -> list[int]:
    """Give the numbers of lines, each before the one around it.

    Raises:
        ValueError: Lines lie around each other in a circle.
    """
    depths: dict[int, int] = {-1: 0}
    for start in range(len(lines)):
        way = []
        at = start
        while at not in depths:
            if at in way:
                raise ValueError(f"{lines[at].key!r} lies inside itself")
            way.append(at)
            at = lines[at].inside
        for number in reversed(way):
            depths[number] = depths[lines[number].inside] + 1
    return sorted(range(len(lines)), key=lambda number: (-depths[number], number))
