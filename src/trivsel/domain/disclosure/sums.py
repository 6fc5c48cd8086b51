"""What protection needs to know of the answers: sums per cell that add up along the tree."""

from collections.abc import Sequence
from dataclasses import dataclass

from trivsel.domain.disclosure.tally import DECIMALS, UNIT, Tally, add_up


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
        return round(self.total / self.n, DECIMALS)


def sums_along(
    tally: Tally, column: int, keys: Sequence[str], parents: Sequence[int]
) -> list[Sums]:
    """Add up one scale for every row, each with all rows that are part of it.

    Args:
        tally: The answers, counted.
        column: The scale's number.
        keys: Of the rows; a cell's is its own.
        parents: The row each row is part of, -1 for the first; each before its parts.

    Raises:
        ValueError: A score outside 0-100.
    """
    import numpy as np  # noqa: PLC0415 - slow package

    cells = add_up(tally.scales[column], len(tally.keys))
    place = {key: row for row, key in enumerate(keys)}
    rows = [place[key] for key in tally.keys]
    whole = np.zeros((len(keys), cells.whole.shape[1]), dtype=np.int64)
    squares = np.zeros(len(keys))
    whole[rows], squares[rows] = cells.whole, cells.squares
    above = np.array(parents)
    for level in reversed(_levels(parents)[1:]):
        np.add.at(whole, above[level], whole[level])
        np.add.at(squares, above[level], squares[level])
    return [
        Sums(n, total / UNIT, deviations, held, (a, b, c, d), top, bottom)
        for (n, total, held, a, b, c, d, top, bottom), deviations in zip(
            whole.tolist(), squares.tolist(), strict=True
        )
    ]


def _levels(parents: Sequence[int]) -> list[list[int]]:
    """Sort rows by how deep they stand."""
    depths: list[int] = []
    levels: list[list[int]] = []
    for row, parent in enumerate(parents):
        depths.append(depths[parent] + 1 if parent >= 0 else 0)
        if depths[row] == len(levels):
            levels.append([])
        levels[depths[row]].append(row)
    return levels


def whole(value: float) -> int:
    """Round half up, after the noise of floating point is gone.

    >>> [whole(62.5), whole(62.49999999999), whole(63.4)]
    [63, 63, 63]
    """
    return int(round(value, DECIMALS) + 0.5)
