"""What protection needs to know of the answers: sums per cell that add up along the tree."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, isnan
from typing import Final

_DECIMALS: Final = 6  # scores are compared to so many, below what any scale can tell apart
_BANDS: Final = (25, 50, 75)


@dataclass(frozen=True, slots=True)
class Sums:
    """One scale in one group of persons.

    Attributes:
        n: Persons with a score.
        total: Sum of their scores.
        squares: Squared deviations from the mean of their own cell, summed.
        cells: Cells that have a score.
        bands: Persons in 0-24, 25-49, 50-74, 75-100.
        top: Persons at exactly 100.
        bottom: Persons at exactly 0.
    """

    n: int = 0
    total: float = 0.0
    squares: float = 0.0
    cells: int = 0
    bands: tuple[int, int, int, int] = (0, 0, 0, 0)
    top: int = 0
    bottom: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return self._with(other, 1)

    def __sub__(self, other: "Sums") -> "Sums":
        return self._with(other, -1)

    def _with(self, other: "Sums", sign: int) -> "Sums":
        a, b, c, d = (x + sign * y for x, y in zip(self.bands, other.bands, strict=True))
        return Sums(
            self.n + sign * other.n,
            self.total + sign * other.total,
            self.squares + sign * other.squares,
            self.cells + sign * other.cells,
            (a, b, c, d),
            self.top + sign * other.top,
            self.bottom + sign * other.bottom,
        )

    @property
    def mean(self) -> float:
        return round(self.total / self.n, _DECIMALS)


def sums_of(scores: Sequence[float]) -> Sums:
    """Add up one cell's scores on one scale; nan is no score.

    Raises:
        ValueError: A score outside 0-100.

    >>> sums_of([100, 40, float("nan"), 70]).bands
    (0, 1, 1, 1)
    """
    known = [round(score, _DECIMALS) for score in scores if not isnan(score)]
    if not known:
        return Sums()
    if min(known) < 0 or max(known) > 100:  # noqa: PLR2004 - the scale's own bounds
        raise ValueError("a score lies outside 0-100")
    mean = fsum(known) / len(known)
    bands = [0, 0, 0, 0]
    for score in known:
        bands[sum(score >= edge for edge in _BANDS)] += 1
    return Sums(
        n=len(known),
        total=fsum(known),
        squares=fsum((score - mean) ** 2 for score in known),
        cells=1,
        bands=(bands[0], bands[1], bands[2], bands[3]),
        top=known.count(100),
        bottom=known.count(0),
    )


def whole(value: float) -> int:
    """Round half up, after the noise of floating point is gone.

    >>> [whole(62.5), whole(62.49999999999), whole(63.4)]
    [63, 63, 63]
    """
    return int(round(value, _DECIMALS) + 0.5)
