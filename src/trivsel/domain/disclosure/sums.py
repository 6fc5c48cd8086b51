"""One scale in every row: the sums of its cells, added up along the tree."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trivsel.domain.disclosure.tally import DECIMALS, UNIT

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Sums:
    """One scale in one group of persons.

    Attributes:
        n: Persons with a score.
        total: Sum of their scores.
        bands: Persons in 0-24, 25-49, 50-74, 75-100.
        top: Persons at exactly 100.
        bottom: Persons at exactly 0.
    """

    n: int = 0
    total: float = 0.0
    bands: tuple[int, int, int, int] = (0, 0, 0, 0)
    top: int = 0
    bottom: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        a, b, c, d = self.bands
        e, f, g, h = other.bands
        return Sums(
            self.n + other.n,
            self.total + other.total,
            (a + e, b + f, c + g, d + h),
            self.top + other.top,
            self.bottom + other.bottom,
        )

    def __sub__(self, other: "Sums") -> "Sums":
        a, b, c, d = self.bands
        e, f, g, h = other.bands
        return Sums(
            self.n - other.n,
            self.total - other.total,
            (a - e, b - f, c - g, d - h),
            self.top - other.top,
            self.bottom - other.bottom,
        )

    @property
    def mean(self) -> float:
        return round(self.total / self.n, DECIMALS)


class Ladder:
    """Rows in reading order, and which of them are cells: along it sums go up."""

    def __init__(
        self, keys: Sequence[str], parents: Sequence[int], cells: Sequence[str]
    ) -> None:
        """Find where each row's part of the rows ends.

        Args:
            keys: Of the rows; a cell's is its own.
            parents: The row each row is part of, -1 for the first. All that is part of a row
                stands right behind it.
            cells: Keys of the cells, in the order of their numbers.

        Raises:
            KeyError: A cell is no row.
        """
        place = {key: row for row, key in enumerate(keys)}
        self.rows = [place[key] for key in cells]
        self.ends = list(range(1, len(keys) + 1))
        for row in range(len(keys) - 1, 0, -1):
            above = parents[row]
            self.ends[above] = max(self.ends[above], self.ends[row])

    def totals(self, cells: "NDArray[int64]") -> "NDArray[int64]":
        """Add up the sums of cells for every row."""
        import numpy as np  # noqa: PLC0415 - slow package

        before = np.zeros((len(self.ends) + 1, cells.shape[1]), dtype=np.int64)
        before[1:][self.rows] = cells
        np.cumsum(before, axis=0, out=before)
        totals: NDArray[int64] = before[self.ends] - before[:-1]
        return totals

    def sums(self, cells: "NDArray[int64]") -> list[Sums]:
        """The same as values, one a row."""
        return sums_of(self.totals(cells))


def sums_of(rows: "NDArray[int64]") -> list[Sums]:
    """Make rows of a tally values."""
    return [
        Sums(n, total / UNIT, (a, b, c, d), top, bottom)
        for n, total, a, b, c, d, top, bottom in rows.tolist()
    ]


def whole(value: float) -> int:
    """Round half up, after the noise of floating point is gone.

    >>> [whole(62.5), whole(62.49999999999), whole(63.4)]
    [63, 63, 63]
    """
    return int(round(value, DECIMALS) + 0.5)
