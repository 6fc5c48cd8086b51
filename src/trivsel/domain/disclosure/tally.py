"""What protection takes of the answers: sums of each cell, that add up along the tree.

Worked out in whole millionths of a point, so the same answers give the same sums in any order:
a sum of floating numbers would not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray

DECIMALS: Final = 6  # scores are compared to so many, below what any scale can tell apart
UNIT: Final = 10**DECIMALS
_BANDS: Final = (25 * UNIT, 50 * UNIT, 75 * UNIT)
_MIDDLE: Final = 50 * UNIT
_TOP: Final = 100 * UNIT
_HALF: Final = 1 << 13  # about the root of the largest distance from the middle
SUMS: Final = 8  # persons, millionths, four bands, those at 100, those at 0


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers of a round, counted.

    Attributes:
        keys: Keys of the cells; number 0 is the first.
        answered: How many answered in each; they need not have a score.
        sums: Each scale, in the order of the columns: cells x (persons with a score, sum of
            scores in millionths, persons in each of four bands, at 100, at 0).
        squares: Each scale: squared deviations from the mean of the own cell, summed over all.
    """

    keys: Sequence[str]
    answered: Sequence[int]
    sums: "Sequence[NDArray[int64]]"
    squares: Sequence[float]

    def scored(self, column: int) -> list[int]:
        """Give how many in each cell have a score on a scale."""
        numbers: list[int] = self.sums[column][:, 0].tolist()
        return numbers


def tally_of_counts(
    keys: Sequence[str],
    answered: Sequence[int],
    counted: "Iterable[tuple[NDArray[float64], NDArray[int64]]]",
) -> Tally:
    """Add up how many have which score.

    Args:
        keys: Keys of the cells.
        answered: How many answered in each.
        counted: Each scale: scores, 0-100, and how many have them, cells x scores.

    Raises:
        ValueError: A score outside 0-100.

    >>> import numpy as np
    >>> persons = np.array([[2, 1], [0, 1]])
    >>> tally = tally_of_counts("AB", [3, 1], [(np.array([40.0, 100]), persons)])
    >>> tally.sums[0].tolist()
    [[3, 180000000, 0, 2, 0, 1, 1, 0], [1, 100000000, 0, 0, 0, 1, 1, 0]]
    >>> tally.squares
    [2400.0]
    """
    # In floating point, but of whole numbers far below 2^53: nothing is rounded.
    return _tally(
        keys,
        answered,
        [(persons.astype(float) @ _worth(scores)) for scores, persons in counted],
    )


def tally_of(scores: "Mapping[str, NDArray[float64]]", scales: Sequence[str]) -> Tally:
    """Add up arrays of persons x scales, nan where a person has no score.

    Raises:
        ValueError: An array has the wrong shape, or a score lies outside 0-100.
    """
    import numpy as np  # noqa: PLC0415 - slow package

    for key, array in scores.items():
        if array.ndim != 2 or array.shape[1] != len(scales):  # noqa: PLR2004 - persons x scales
            raise ValueError(f"{key!r} needs persons x {len(scales)} scales, not {array.shape}")
    sizes = [len(array) for array in scores.values()]
    cells = np.repeat(np.arange(len(sizes)), sizes)
    rows = np.concatenate([np.empty((0, len(scales))), *scores.values()])
    sums = []
    for column in rows.T:
        has = ~np.isnan(column)
        worth = _worth(column[has])
        sums.append(np.stack([np.bincount(cells[has], w, len(sizes)) for w in worth.T], axis=1))
    return _tally(tuple(scores), sizes, sums)


def _worth(scores: "NDArray[float64]") -> "NDArray[float64]":
    """Give what one person with each score adds: the sums, and three for the squares."""
    import numpy as np  # noqa: PLC0415 - slow package

    score = np.rint(scores * UNIT).astype(np.int64)
    if len(score) and (score.min() < 0 or score.max() > _TOP):
        raise ValueError("a score lies outside 0-100")
    band = np.searchsorted(_BANDS, score, side="right")
    high, low = np.divmod(score - _MIDDLE, _HALF)
    columns = [np.ones_like(score), score, *(band == number for number in range(4))]
    columns += [score == _TOP, score == 0, high * high, high * low, low * low]
    return np.stack(columns, axis=1).astype(float)


def _tally(
    keys: Sequence[str], answered: Sequence[int], sums: "Sequence[NDArray[float64]]"
) -> Tally:
    import numpy as np  # noqa: PLC0415 - slow package

    return Tally(
        keys,
        answered,
        [found[:, :SUMS].astype(np.int64) for found in sums],
        [fsum(_deviations(found).tolist()) for found in sums],
    )


def _deviations(found: "NDArray[float64]") -> "NDArray[float64]":
    """Give each cell's squared deviations from its own mean, in points."""
    import numpy as np  # noqa: PLC0415 - slow package

    n, points = found[:, 0], found[:, 1]
    both, mixed, low = found[:, SUMS:].T
    squares = (both * _HALF + 2 * mixed) * _HALF + low  # of distances from the middle
    away = points - n * _MIDDLE
    deviations: NDArray[float64] = (squares - away * away / np.maximum(n, 1)) / UNIT**2
    return np.maximum(deviations, 0)
