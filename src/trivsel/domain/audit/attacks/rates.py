"""F: does a rate, a weight or a distribution tell a number that the count keeps back?"""

from math import ceil, floor
from typing import Final

from trivsel.domain.audit.attacks import Tried
from trivsel.domain.audit.log import Figure, Kind, Range
from trivsel.domain.audit.view import View

_NOISE: Final = 1e-9
_MOST_NUMBERS: Final = 2_000


def attack(view: View, tried: Tried) -> None:
    """Reckon numbers of persons from all that is no count, and hold them against the counts."""
    shape = view.shape
    for kind, reckon in ((Kind.RATE, _of_rate), (Kind.WEIGHT, _of_weight)):
        for number, figure in view.one[kind].items():
            tried.asked += 1
            few, many = _told(view, number)
            low, high = reckon(figure, shape.eligible[number])
            if max(few, low) > few or min(many, high) < many:
                tried.found(
                    shape.keys([number]),
                    f"The {kind.value} of {shape.name(number)} tells that {_so_many(low, high)}"
                    f" answered, where the count says {_so_many(few, many)}.",
                )
    for scale, figures in view.spreads.items():
        for number, figure in figures.items():
            few, many = _told(view, number)
            if few == many or figure.persons is not None or many - few > _MOST_NUMBERS:
                continue
            tried.asked += 1
            fitting = [n for n in range(few, many + 1) if fits(figure, n)]
            if len(fitting) < many - few + 1:
                tried.found(
                    shape.keys([number]),
                    f"The distribution of {shape.name(number)} in '{scale}' cannot be one of"
                    f" every number from {few} to {many}, and so tells more than the count.",
                    scale,
                )


def fits(figure: Figure, persons: int) -> bool:
    """Can the shares be those of so many persons?"""
    low, high = 0, 0
    for share in figure.shares:
        few, many = window(share, figure.step, persons)
        if few > many:
            return False
        low, high = low + few, high + many
    return low <= persons <= high


def window(share: float, step: float, persons: int) -> Range:
    """Give the least and the most persons that a share of so many can stand for.

    >>> window(42, 1, 12)
    (5, 5)
    """
    least = persons * (share - step) / 100
    most = persons * (share + step) / 100
    return max(0, floor(least + _NOISE) + 1), min(persons, ceil(most - _NOISE) - 1)


def _told(view: View, number: int) -> Range:
    count = view.one[Kind.COUNT].get(number)
    if count is None:
        return view.persons.ranges[number]
    return int(count.low), int(count.high)


def _of_rate(figure: Figure, eligible: int) -> Range:
    return (
        ceil(figure.low * eligible / 100 - _NOISE),
        floor(figure.high * eligible / 100 + _NOISE),
    )


def _of_weight(figure: Figure, eligible: int) -> Range:
    return min(eligible, ceil(100 / figure.high - _NOISE)), eligible


def _so_many(few: int, many: int) -> str:
    return str(many) if few == many else f"{few} to {many}"
