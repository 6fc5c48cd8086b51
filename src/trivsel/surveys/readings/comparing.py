"""What has changed between two releases: made of what both of them show, never of answers.

The same for everybody who reads: it is worked out on the whole of both releases, and cut to the
reader afterwards. Formula, costs and limits: docs/method/change.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING

from trivsel.domain.disclosure import Figure, Reason, Row
from trivsel.surveys.models import Release
from trivsel.surveys.readings.bands import SMALLEST_DIFFERENCE
from trivsel.surveys.releases import Published

if TYPE_CHECKING:
    from trivsel.domain.statistics import Sample

LEVEL = 0.05  # for the figure that was named before the round, by Holm
RATE = 0.10  # for all the others, by Benjamini and Hochberg
QUANTILE = 1.96  # of a released margin; where the round was small, its own was larger
ROUNDING = 1 / 12  # a mean in whole points: the variance of what was rounded away
MOST_KEPT = 16

type Place = tuple[str, str]  # key of a row in the later release, key of a scale


@dataclass(frozen=True, slots=True)
class Change:
    """How far a released mean lies from that of the round before.

    ``half`` is the half width of its interval; ``marked`` says that it is more than chance, all
    other differences in the report considered, and large enough to matter.
    """

    points: int
    half: float
    p: float
    marked: bool = False

    @property
    def low(self) -> int:
        return floor(self.points - self.half)

    @property
    def high(self) -> int:
        return ceil(self.points + self.half)


type Changes = Mapping[Place, Change]
_kept: dict[tuple[str, str], Changes] = {}


def changes_between(before: Release, after: Release) -> Changes:
    """Compare two frozen releases. They never change, so it is worked out once per process."""
    key = (before.digest, after.digest)
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = changes(Published.thaw(before.figures), Published.thaw(after.figures))
    return _kept[key]


def comparable(before: Published, after: Published) -> bool:
    """Whether people were asked the same: the same version of the same questionnaire."""
    return before.facts["instrument"] == after.facts["instrument"]


def pairs(before: Published, after: Published) -> dict[str, str]:
    """Say for a row which row of the earlier release is about the same unit.

    The same unit, and for people of several units counted or shown together: the same units. A
    unit has the code it had, unless it continues another one or is new (docs/method/rounds.md).
    The code of a cell is made anew in every round, so a cell is found by the units it counts.
    """
    earlier = {_identity(before, row.key): row.key for row in before.table.rows}
    counted = {units: key for key, units in _counted(before).items()}
    found: dict[str, str] = {}
    for key, units in _counted(after).items():
        if key.startswith("c:") and units in counted and counted[units].startswith("c:"):
            found[key] = counted[units]
    for row in after.table.rows:
        if row.kind == "merged" or not row.key.startswith("u:"):
            continue
        if (same := _identity(after, row.key)) in earlier:
            found[row.key] = earlier[same]
    merged = {frozenset(row.members): row.key for row in before.table.rows if row.members}
    for row in after.table.rows:
        members = frozenset(found.get(key, "") for key in row.members)
        if row.members and members in merged:
            found[row.key] = merged[members]
    return found


def changes(before: Published, after: Published) -> dict[Place, Change]:
    """Compare all that both show, and mark what is left after correction."""
    if not comparable(before, after):
        return {}
    earlier = {row.key: row for row in before.table.rows}
    paired = pairs(before, after)
    found = {
        (row.key, scale.key): change
        for row in after.table.rows
        if (old := earlier.get(paired.get(row.key, "")))
        for scale in after.scales
        if (change := _change(old, row, scale.key))
    }
    marked = surely(after, {place: change.p for place, change in found.items()})
    return {
        place: Change(
            change.points,
            change.half,
            change.p,
            place in marked and abs(change.points) >= SMALLEST_DIFFERENCE,
        )
        for place, change in found.items()
    }


def sample(row: Row, figure: Figure | None) -> "Sample | None":
    """What a comparison needs, from the released mean and margin alone; None without both."""
    from trivsel.domain.statistics import Sample  # noqa: PLC0415 - slow package

    if figure is None or figure.mean is None or figure.margin is None or row.answered is None:
        return None
    error = (figure.margin / QUANTILE) ** 2 + ROUNDING
    return Sample(max(2, row.answered.low), figure.mean, error * max(2, row.answered.low))


def _change(old: Row, new: Row, scale: str) -> Change | None:
    from trivsel.domain.statistics import welch  # noqa: PLC0415 - slow package

    if old.reason is not Reason.SHOWN or new.reason is not Reason.SHOWN:
        return None
    first, later = sample(old, old.figures.get(scale)), sample(new, new.figures.get(scale))
    if first is None or later is None:
        return None
    found = welch(first, later)
    return Change(round(found.points), (found.high - found.low) / 2, found.p)


def surely(after: Published, looks: Mapping[Place, float]) -> set[Place]:
    """Correct for how many were looked at: parents first, the named figure apart."""
    from trivsel.domain.statistics import (  # noqa: PLC0415 - slow package
        benjamini_hochberg,
        holm,
        parents_first,
    )

    above = {row.key: row.parent for row in after.table.rows}
    scales = [scale.key for scale in after.scales]
    tree = {
        f"{row}\n{scale}": None if parent is None else f"{parent}\n{scale}"
        for row, parent in above.items()
        for scale in scales
    }
    named = {"\n".join(p): p_value for p, p_value in looks.items() if p[1] == after.overall}
    rest = {"\n".join(p): p_value for p, p_value in looks.items() if p[1] != after.overall}
    marked = parents_first(named, tree, level=LEVEL, correction=holm)
    marked |= parents_first(rest, tree, level=RATE, correction=benjamini_hochberg)
    places = (each.split("\n") for each in marked)
    return {(row, scale) for row, scale in places}


def _identity(published: Published, key: str) -> str:
    return f"u:{published.identity(key[2:])}" if key.startswith("u:") else key


def _counted(published: Published) -> dict[str, frozenset[str]]:
    """Which units' own people each row of a cell counts."""
    rows: dict[str, set[str]] = {}
    for place in published.places.values():
        rows.setdefault(place.row, set()).add(published.identity(place.code))
    return {row: frozenset(codes) for row, codes in rows.items()}
