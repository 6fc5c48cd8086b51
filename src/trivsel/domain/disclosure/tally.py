"""What protection takes of the answers: how many persons of each cell have which score.

Numbers of persons alone. Sums are worked out in whole millionths of a point, so the same
answers give the same sums in any order: a sum of floating numbers would not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray

DECIMALS: Final = 6  # scores are compared to so many, below what any scale can tell apart
UNIT: Final = 10**DECIMALS
_BANDS: Final = (25 * UNIT, 50 * UNIT, 75 * UNIT)
_TOP: Final = 100 * UNIT
_HALF: Final = 1 << 14  # about the root of the largest score


@dataclass(frozen=True, slots=True)
class Scored:
    """One scale: so many persons of a cell have this score. Three columns of one length.

    Attributes:
        cells: The cell's number. It may stand in several lines, in any order.
        scores: 0-100.
        persons: How many have it.
    """

    cells: "NDArray[int64]"
    scores: "NDArray[float64]"
    persons: "NDArray[int64]"


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers of a round, counted.

    Attributes:
        keys: Keys of the cells; number 0 is the first.
        answered: How many answered in each; they need not have a score.
        scales: Each scale, in the order of the columns.
    """

    keys: Sequence[str]
    answered: Sequence[int]
    scales: Sequence[Scored]

    def scored(self, column: int) -> list[int]:
        """Give how many in each cell have a score on a scale."""
        from numpy import bincount  # noqa: PLC0415 - slow package

        of = self.scales[column]
        return bincount(of.cells, of.persons, len(self.keys)).astype(int).tolist()


@dataclass(frozen=True, slots=True)
class CellSums:
    """One scale in each cell.

    Attributes:
        whole: Cells x (persons, sum in millionths, cells that have a score, four bands, those
            at 100, those at 0): numbers that add up along the tree.
        squares: Squared deviations from the cell's own mean, summed.
    """

    whole: "NDArray[int64]"
    squares: "NDArray[float64]"


def tally_of(scores: "Mapping[str, NDArray[float64]]", scales: Sequence[str]) -> Tally:
    """Count arrays of persons x scales, nan where a person has no score.

    Raises:
        ValueError: An array has the wrong shape.
    """
    import numpy as np  # noqa: PLC0415 - slow package

    for key, array in scores.items():
        if array.ndim != 2 or array.shape[1] != len(scales):  # noqa: PLR2004 - persons x scales
            raise ValueError(f"{key!r} needs persons x {len(scales)} scales, not {array.shape}")
    sizes = [len(array) for array in scores.values()]
    cells = np.repeat(np.arange(len(sizes)), sizes)
    rows = np.concatenate([np.empty((0, len(scales))), *scores.values()])
    columns = []
    for column in range(len(scales)):
        has = ~np.isnan(rows[:, column])
        persons = np.ones(int(has.sum()), dtype=np.int64)
        columns.append(Scored(cells[has], rows[has, column], persons))
    return Tally(tuple(scores), sizes, columns)


def add_up(scored: Scored, cells: int) -> CellSums:
    """Add up one scale in each of so many cells. Exact, but for a last rounding of squares.

    Raises:
        ValueError: A score outside 0-100.

    >>> import numpy as np
    >>> scores = np.array([100, 40, 70.0])
    >>> add_up(Scored(np.array([0, 0, 0]), scores, np.array([1, 1, 1])), 2).whole[0].tolist()
    [3, 210000000, 1, 0, 1, 1, 1, 1, 0]
    """
    import numpy as np  # noqa: PLC0415 - slow package

    at, persons = scored.cells, scored.persons
    score = np.rint(scored.scores * UNIT).astype(np.int64)
    if len(score) and not (score.min() >= 0 and score.max() <= _TOP):
        raise ValueError("a score lies outside 0-100")

    def total(weights: "NDArray[int64]") -> "NDArray[int64]":
        # In floating point, but of whole numbers far below 2^53: nothing is rounded.
        return np.bincount(at, weights, cells).astype(np.int64)

    n, points = total(persons), total(persons * score)
    band = np.searchsorted(_BANDS, score, side="right")
    whole = [n, points, (n > 0).astype(np.int64)]
    whole += [total(persons * (band == number)) for number in range(4)]
    whole += [total(persons * (score == _TOP)), total(persons * (score == 0))]
    high, low = np.divmod(score, _HALF)
    parts = (total(persons * part) for part in (high * high, high * low, low * low))
    squares = [
        _deviations(count, points_, (a * _HALF + 2 * b) * _HALF + c)
        for count, points_, a, b, c in zip(
            n.tolist(), points.tolist(), *(part.tolist() for part in parts), strict=True
        )
    ]
    return CellSums(np.stack(whole, axis=1), np.array(squares))


def _deviations(n: int, total: int, squares: int) -> float:
    return (n * squares - total * total) / (n * UNIT * UNIT) if n else 0.0
