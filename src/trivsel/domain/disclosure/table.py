"""What may be shown: the one type that every page, export and report reads.

Nothing here computes. A table is made by `protect` and comes back from storage through
`thaw`; no other way leads to one, so to hold one is the permission to show it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

_SEAL: Final = object()


class Reason(StrEnum):
    """Why a row or a figure looks as it does."""

    SHOWN = "shown"
    TOO_FEW = "too few"  # fewer answers than the minimum, perhaps none
    PROTECTS_OTHERS = "protects others"  # with it, somebody else's figure could be worked out
    MERGED = "merged"  # shown together with siblings
    CHANGED_BY_FEW = "changed by few"  # since an earlier round: the earlier figure stays
    NO_ANSWERS = "no answers"  # nobody in the whole table has answered


class Band(StrEnum):
    """Where a figure lies that is not told to the point."""

    HIGH = "high"
    LOW = "low"
    MIDDLE = "middle"  # counts only: told as a range so that other counts stay hidden


@dataclass(frozen=True, slots=True)
class Count:
    """How many have answered: a number, or the range anybody may know it lies in.

    Attributes:
        exact: The number, or None when only the range is told.
        low: The least it can be; equal to `exact` where that is told.
        high: The most it can be; equal to `exact` where that is told.
        percent: Of those who could answer. For a number: rounded. For the band HIGH read
            'this or more', for LOW 'fewer than this', else None.
        band: None for a number; else which band.
    """

    exact: int | None
    low: int
    high: int
    percent: int | None
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One scale in one row.

    Attributes:
        mean: Whole points, 0-100; None when it is banded or held back.
        band: HIGH: 90 or more; LOW: 10 or less, both as rounded; else None.
        margin: 95 % half width in whole points, rounded up; only beside a mean.
        distribution: Per cent of persons in 0-24, 25-49, 50-74, 75-100; sums to 100. Rounded
            to 5, 10 or 20 where the count is a range, which finer shares would tell.
        reason: SHOWN when there is a mean or a band; else why not.
        weight: How many points, at most, the mean moves when one person moves from 0 to 100.
    """

    mean: int | None
    band: Band | None
    margin: int | None
    distribution: tuple[int, ...] | None
    reason: Reason
    weight: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a node of the tree, or several siblings together.

    Attributes:
        key: The node's key, or 'm:<key>+<key>' for siblings together.
        kind: 'node' or 'merged'.
        parent: Key of the unit above; of a merged row, the unit its members stand under.
        depth: Steps from the top, for indenting; members stand one deeper than their row.
        members: Keys of those shown together; empty for a node.
        answered: How many answered; None in a row that is not shown.
        eligible: How many could answer.
        reason: SHOWN, or why not.
        merged_into: Key of the merged row that tells this node's answers, or None.
        figures: Scale key -> figure, in a row that is shown; else empty.
    """

    key: str
    kind: str
    parent: str | None
    depth: int
    members: tuple[str, ...]
    answered: Count | None
    eligible: int
    reason: Reason
    merged_into: str | None
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """Rows in reading order, safe to show as they stand. See docs/method/disclosure.md.

    `groups` are the rows by job group, of everybody; nobody counted who may answer in them, so
    `eligible` is 0 there. They are safe only together with these rows and no others.

    >>> ProtectedTable(5, 10, ("support",), (), seal=None)
    Traceback (most recent call last):
    TypeError: a ProtectedTable is made by protect() or thaw(), never by hand
    """

    minimum: int
    distribution_minimum: int
    scales: tuple[str, ...]
    rows: tuple[Row, ...]
    seal: InitVar[object]
    groups: tuple[Row, ...] = ()

    def __post_init__(self, seal: object) -> None:
        """Refuse to exist unless `protect` or `thaw` asks."""
        if seal is not _SEAL:
            raise TypeError("a ProtectedTable is made by protect() or thaw(), never by hand")

    def row(self, key: str) -> Row:
        """Find one row by its key.

        Raises:
            KeyError: No row has this key.
        """
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(key)

    def freeze(self) -> dict[str, object]:
        """Give plain dicts, lists, numbers and strings: the same table, the same dict.

        Returns:
            A dict that JSON can carry; `thaw` makes an equal table of it. Its digest is
            the caller's to make, over JSON with sorted keys.
        """
        groups: dict[str, object] = (
            {"groups": [_freeze_row(row) for row in self.groups]} if self.groups else {}
        )
        return groups | {
            "format": 1,
            "minimum": self.minimum,
            "distribution_minimum": self.distribution_minimum,
            "scales": list(self.scales),
            "rows": [_freeze_row(row) for row in self.rows],
        }


def sealed_table(
    minimum: int,
    distribution_minimum: int,
    scales: Sequence[str],
    rows: Sequence[Row],
    groups: Sequence[Row] = (),
) -> ProtectedTable:
    """Seal a table. For `protect` and `thaw` alone; a test watches who else names it."""
    return ProtectedTable(
        minimum, distribution_minimum, tuple(scales), tuple(rows), _SEAL, tuple(groups)
    )


def figures_of(figures: Mapping[str, Figure]) -> Mapping[str, Figure]:
    """Make the figures of a row unchangeable."""
    return MappingProxyType(dict(figures))


def _freeze_row(row: Row) -> dict[str, object]:
    count = row.answered
    return {
        "key": row.key,
        "kind": row.kind,
        "parent": row.parent,
        "depth": row.depth,
        "members": list(row.members),
        "answered": None
        if count is None
        else {
            "exact": count.exact,
            "low": count.low,
            "high": count.high,
            "percent": count.percent,
            "band": None if count.band is None else count.band.value,
        },
        "eligible": row.eligible,
        "reason": row.reason.value,
        "merged_into": row.merged_into,
        "figures": {scale: _freeze_figure(figure) for scale, figure in row.figures.items()},
    }


def _freeze_figure(figure: Figure) -> dict[str, object]:
    return {
        "mean": figure.mean,
        "band": None if figure.band is None else figure.band.value,
        "margin": figure.margin,
        "distribution": None if figure.distribution is None else list(figure.distribution),
        "reason": figure.reason.value,
        "weight": figure.weight,
    }
