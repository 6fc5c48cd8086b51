"""What a results page shows, as frozen values: templates see no types, so nothing is loose."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of the heat map. Without ``text`` it is hidden, and ``reason`` says why.

    ``moved`` is by how many points it has surely changed since the last round, or 0.
    """

    text: str = ""
    margin: str = ""
    band: str = ""
    mark: str = ""
    reason: str = ""
    moved: int = 0
    way: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a unit, a group or units together. ``reason`` stands for hidden figures.

    ``weight`` is by how many points one person can move a number of the row.
    """

    name: str
    code: str
    indent: int
    answers: str
    tiles: tuple[Tile, ...]
    reason: str
    more: int
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    low_is_good: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A unit above, for the way back up."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a distribution's bar; start and width in per cent, as SVG takes them."""

    band: str
    start: str
    width: str
    percent: int


@dataclass(frozen=True, slots=True)
class Distribution:
    title: str
    low_is_good: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """Where to begin the talk: a theme if one is clearly weakest, else the unit itself."""

    theme: str
    key: str
    label: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything the page says about one unit, or about units shown together.

    ``groups`` are the job groups, on the page of the whole organisation alone.
    """

    name: str
    code: str
    above: tuple[Step, ...]
    headline: str
    support: tuple[str, ...]
    answers: str
    eligible: int
    share: str
    overall: Tile | None
    overall_title: str
    protected: str
    kept_in: int | None
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    whole: Line | None
    distributions: tuple[Distribution, ...]
    parts: tuple[str, ...]
    weight: float | None
    talk: Talk | None
    minimum: int
    distribution_minimum: int
    released: str
    compared: bool
    hidden: bool
    low_is_good: bool
    groups: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A round whose results are still to come."""

    name: str
    state: str
    last_day: str
    held_back: bool = False
