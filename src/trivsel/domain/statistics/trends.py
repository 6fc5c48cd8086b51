"""Where a mean is going, over three rounds and more."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from scipy.special import stdtr, stdtrit

from trivsel.domain.statistics.differences import Sample

FEWEST_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Trend:
    """A straight line through the rounds.

    Attributes:
        slope: Points for one unit of time.
        low, high: Its interval.
        t, freedom: Its statistic and degrees of freedom: persons over all rounds less two.
        p: How often chance alone would give as much, both ways; 0-1.
    """

    slope: float
    low: float
    high: float
    t: float
    freedom: int
    p: float


def trend(
    rounds: Sequence[Sample], when: Sequence[float], *, confidence: float = 0.95
) -> Trend | None:
    """Lay the best straight line through the answers of all rounds.

    From counts, means and variances alone it gives what R's `lm(score ~ when)` gives from the
    answers. As nobody can be followed, it does as though each round were other people: it finds
    too little rather than too much.

    Args:
        rounds: One sample a round, three or more.
        when: When each was, in any unit of time; not all the same.
        confidence: Between 0 and 1.

    Returns:
        The line, or None when all answers lie on it exactly.

    Raises:
        ValueError: Fewer than three rounds, rows of unequal length, one moment, or a
            confidence out of bounds.

    Source:
        Draper, N. R. and Smith, H. (1998). Applied regression analysis, 3rd ed., Wiley, ch. 1.

    >>> line = trend([Sample(30, mean, 400.0) for mean in (50.0, 54.0, 58.0)], [1, 2, 3])
    >>> line.slope, round(line.low, 2), round(line.high, 2), round(line.p, 3)
    (4.0, -1.1, 9.1, 0.123)
    """
    both = list(zip(rounds, when, strict=True))
    if len(both) < FEWEST_ROUNDS or not 0 < confidence < 1:
        raise ValueError("a trend needs three rounds or more, and a confidence between 0 and 1")
    persons = sum(one.n for one in rounds)
    middle = sum(one.n * at for one, at in both) / persons
    mean = sum(one.n * one.mean for one in rounds) / persons
    width = sum(one.n * (at - middle) ** 2 for one, at in both)
    if width == 0:
        raise ValueError("all rounds were at the same time")
    slope = sum(one.n * (at - middle) * (one.mean - mean) for one, at in both) / width
    left = sum(
        (one.n - 1) * one.variance + one.n * (one.mean - mean - slope * (at - middle)) ** 2
        for one, at in both
    )
    freedom = persons - 2
    error = sqrt(left / freedom / width)
    if error == 0:
        return None
    t, half = slope / error, float(stdtrit(freedom, (1 + confidence) / 2)) * error
    p = 2 * float(stdtr(freedom, -abs(t)))
    return Trend(slope, slope - half, slope + half, t, freedom, p)
