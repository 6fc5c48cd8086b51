"""What the sums of two families say of the few who stand where they cross.

Each sum is carried to the classes it is made of, and back, until nothing changes.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from trivsel.domain.disclosure.crossing.cuts import GROUND
from trivsel.domain.disclosure.grouped.atoms import Key
from trivsel.domain.disclosure.web import Range

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray

_ROUNDS: Final = 60
_STILL: Final = 1e-6


def bounds(
    sizes: Mapping[Key, int],
    blocks: Mapping[int, Range],
    lines: Mapping[int, Range],
    *,
    most: float,
) -> dict[Key, Range]:
    """Bound the sum of each class.

    Exact where the two families make no ring; where they do, the bounds may be wider than
    the narrowest, never too narrow.

    Args:
        sizes: Block and line -> persons; more than 0.
        blocks: Block of the tree -> the least and the most of its sum.
        lines: Line -> the least and the most of its sum.
        most: What one person can add; the least is 0.

    >>> bounds({(0, 0): 3, (0, 1): 20}, {0: (2000, 2000)}, {1: (1990, 1990)}, most=100)
    {(0, 0): (10.0, 10.0), (0, 1): (1990.0, 1990.0)}
    """
    import numpy as np  # noqa: PLC0415 - slow package

    keys = list(sizes)
    high = most * np.array([sizes[key] for key in keys], dtype=float)
    low = np.zeros(len(keys))
    families = [
        _family([key[side] for key in keys], told) for side, told in ((0, blocks), (1, lines))
    ]
    for _ in range(_ROUNDS):
        before = low.copy(), high.copy()
        for index, least, most_of in families:
            lows = np.bincount(index, low, minlength=len(least))
            highs = np.bincount(index, high, minlength=len(least))
            new_high = np.minimum(high, (most_of - lows)[index] + low)
            low = np.maximum(low, (least - highs)[index] + high)
            high = new_high
        if max(np.abs(low - before[0]).max(), np.abs(high - before[1]).max()) < _STILL:
            break
    return {key: (float(a), float(b)) for key, a, b in zip(keys, low, high, strict=True)}


def _family(
    of: Sequence[int], told: Mapping[int, Range]
) -> "tuple[NDArray[int64], NDArray[float64], NDArray[float64]]":
    """Number the groups of one family; the ground's sum, and any not told, is anything."""
    import numpy as np  # noqa: PLC0415 - slow package

    names = sorted(set(of))
    place = {name: n for n, name in enumerate(names)}
    anything = (-np.inf, np.inf)
    ranges = [told.get(name, anything) if name != GROUND else anything for name in names]
    least, most = (np.array(side, dtype=float) for side in zip(*ranges, strict=True))
    return np.array([place[name] for name in of]), least, most
