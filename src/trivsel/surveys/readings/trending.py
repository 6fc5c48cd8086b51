"""Which way a figure goes over three released rounds and more; for all readers alike.

Only what the releases show is used, and only rounds that asked the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trivsel.domain.disclosure import Row
from trivsel.surveys.models import Release
from trivsel.surveys.readings.bands import SMALLEST_DIFFERENCE
from trivsel.surveys.readings.comparing import (
    MOST_KEPT,
    Place,
    comparable,
    pairs,
    sample,
    surely,
)
from trivsel.surveys.releases import Published

FEWEST = 3  # two points always lie on a line
YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Direction:
    """A straight line through the rounds, in points a year.

    ``marked`` says that it is more than chance, all other lines in the report considered, and
    that it has moved the figure far enough to matter.
    """

    slope: float
    low: float
    high: float
    p: float
    years: float
    marked: bool = False


type Directions = Mapping[Place, Direction]
_kept: dict[tuple[str, ...], Directions] = {}


def directions_over(releases: Sequence[Release]) -> Directions:
    """Follow all figures of the last of these frozen releases; worked out once per process."""
    key = tuple(release.digest for release in releases)
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = directions([Published.thaw(release.figures) for release in releases])
    return _kept[key]


def directions(rounds: Sequence[Published]) -> dict[Place, Direction]:
    """Lay a line through every figure that three rounds or more show; oldest first."""
    now = rounds[-1]
    asked_alike = [each for each in rounds if comparable(each, now)]
    rows = [rows_as_now(each, now) for each in asked_alike]
    days = [closed_on(each) for each in asked_alike]
    found = {
        (row.key, scale.key): line
        for row in now.table.rows
        for scale in now.scales
        if (line := _line([each.get(row.key) for each in rows], days, scale.key))
    }
    marked = surely(now, {place: line.p for place, line in found.items()})
    return {
        place: Direction(
            line.slope,
            line.low,
            line.high,
            line.p,
            line.years,
            place in marked and abs(line.slope) * line.years >= SMALLEST_DIFFERENCE,
        )
        for place, line in found.items()
    }


def rows_as_now(then: Published, now: Published) -> dict[str, Row]:
    """The rows of an earlier round under the keys that the same units have now."""
    rows = {row.key: row for row in then.table.rows}
    return {key: rows[old] for key, old in pairs(then, now).items() if old in rows}


def closed_on(published: Published) -> date:
    return date.fromisoformat(published.facts["closes_on"])


def _line(rows: Sequence[Row | None], days: Sequence[date], scale: str) -> Direction | None:
    from trivsel.domain.statistics import trend  # noqa: PLC0415 - slow package

    shown = [
        (found, day.toordinal() / YEAR)
        for row, day in zip(rows, days, strict=True)
        if row is not None and (found := sample(row, row.figures.get(scale)))
    ]
    when = [at for _sample, at in shown]
    if len(shown) < FEWEST or max(when) == min(when):
        return None
    line = trend([each for each, _at in shown], when)
    if line is None:
        return None
    return Direction(line.slope, line.low, line.high, line.p, max(when) - min(when))
