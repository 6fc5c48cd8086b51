"""How sure a mean is. Pure arithmetic: no database, no clock, no randomness."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy import float64
from numpy.typing import NDArray
from scipy.special import stdtrit


@dataclass(frozen=True, slots=True)
class Spread:
    """How far persons of the same group lie from each other.

    Attributes:
        sd: Standard deviation in points.
        freedom: Persons minus groups: on how much it rests; at least 1.
    """

    sd: float
    freedom: int


def pooled_spread(groups: Sequence[NDArray[float64]]) -> Spread | None:
    """Pool the spread within groups.

    A group's own spread would tell its sum of squares, and in a small group that is nearly
    the answers. Pooled over all groups it tells of nobody.

    Args:
        groups: Scores of each group, nan where a person has none.

    Returns:
        The spread, or None when no group has two scores.

    >>> pooled_spread([np.array([40.0, 60.0]), np.array([70.0, 70.0, np.nan])])
    Spread(sd=10.0, freedom=2)
    """
    known = [group[~np.isnan(group)] for group in groups]
    known = [group for group in known if len(group)]
    freedom = sum(map(len, known)) - len(known)
    if freedom < 1:
        return None
    squares = sum(float(((group - group.mean()) ** 2).sum()) for group in known)
    return Spread(sqrt(squares / freedom), freedom)


def half_width(n: int, spread: Spread, *, confidence: float = 0.95) -> float:
    """Give the half width of the interval round a group's mean.

    t sd / sqrt(n) with the pooled spread. No finite population correction: it would call
    a full response certain, though the same team would answer differently next week.

    Args:
        n: Persons with a score; at least 1.
        spread: Pooled within groups.
        confidence: How often the method covers the truth; between 0 and 1.

    Returns:
        Points. Not a test between units: two intervals that overlap may still differ.

    Raises:
        ValueError: n or the confidence is out of bounds.

    Source:
        Student (1908). The probable error of a mean. Biometrika 6(1), 1-25.

    >>> round(half_width(25, Spread(20.0, 200)), 2)
    7.89
    """
    if n < 1 or not 0 < confidence < 1:
        raise ValueError(f"no interval for {n} persons at confidence {confidence}")
    return float(stdtrit(spread.freedom, (1 + confidence) / 2)) * spread.sd / sqrt(n)
