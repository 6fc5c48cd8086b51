"""Shares of people: how sure one is, and whether they rise or fall over rounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from scipy.special import ndtr, ndtri

FEWEST_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`: shares of 0-1, or points of 0-100; who gives it says which."""

    low: float
    high: float


def wilson(hits: int, n: int, *, confidence: float = 0.95) -> Interval:
    """Give the interval round a share. Unlike the schoolbook one it never leaves 0-1.

    Args:
        hits: Those of whom it is true; 0 to n.
        n: All who were asked; 1 or more.
        confidence: Between 0 and 1.

    Raises:
        ValueError: Something is out of bounds.

    Source:
        Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
        inference. Journal of the American Statistical Association 22(158), 209-212.

    >>> found = wilson(81, 263)
    >>> round(found.low, 4), round(found.high, 4)
    (0.2553, 0.3662)
    """
    if not (0 <= hits <= n and n >= 1 and 0 < confidence < 1):
        raise ValueError(f"no interval for {hits} of {n} at confidence {confidence}")
    z = float(ndtri((1 + confidence) / 2))
    middle = hits + z * z / 2
    half = z * sqrt(hits * (n - hits) / n + z * z / 4)
    low = 0.0 if hits == 0 else (middle - half) / (n + z * z)
    high = 1.0 if hits == n else (middle + half) / (n + z * z)
    return Interval(low, high)


@dataclass(frozen=True, slots=True)
class ShareTrend:
    """Whether a share rises or falls.

    Attributes:
        z: Above 0 when it rises. R's `prop.trend.test` gives its square.
        p: How often chance alone would give as much, both ways; 0-1.
    """

    z: float
    p: float


def cochran_armitage(
    hits: Sequence[int], n: Sequence[int], when: Sequence[float]
) -> ShareTrend | None:
    """Ask whether a share goes one way over three or more rounds.

    Args:
        hits: Those of whom it is true, round by round; 0 to n.
        n: All who answered, round by round; 1 or more.
        when: When each round was, in any unit; not all the same.

    Returns:
        The trend, or None when it was true of everybody or of nobody in all rounds.

    Raises:
        ValueError: Fewer than three rounds, rows of unequal length, or numbers that cannot be.

    Source:
        Armitage, P. (1955). Tests for linear trends in proportions and frequencies. Biometrics
        11(3), 375-386.

    >>> found = cochran_armitage([83, 90, 129, 70], [86, 93, 136, 82], [1, 2, 3, 4])
    >>> round(found.z ** 2, 4), round(found.p, 6)
    (8.2249, 0.004132)
    """
    rounds = list(zip(hits, n, when, strict=True))
    if len(rounds) < FEWEST_ROUNDS or not all(0 <= x <= m and m >= 1 for x, m, _t in rounds):
        raise ValueError("a trend needs three rounds or more, each with 0 to n of n")
    total, true = sum(n), sum(hits)
    share, middle = true / total, sum(m * t for _x, m, t in rounds) / total
    width = sum(m * (t - middle) ** 2 for _x, m, t in rounds)
    if width == 0:
        raise ValueError("all rounds were at the same time")
    if true in {0, total}:
        return None
    slope = sum((x - m * share) * (t - middle) for x, m, t in rounds)
    z = slope / sqrt(share * (1 - share) * width)
    return ShareTrend(z, 2 * float(ndtr(-abs(z))))
