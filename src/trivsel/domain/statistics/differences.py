"""How far two groups, or one group in two rounds, lie apart."""

from dataclasses import dataclass
from math import isfinite, sqrt
from typing import Self

import numpy as np
from numpy import float64
from numpy.typing import NDArray
from scipy.special import ndtri, stdtr, stdtrit

FEWEST = 2


@dataclass(frozen=True, slots=True)
class Sample:
    """What a comparison needs of a group: never shown of a small one.

    Attributes:
        n: Persons with a score; 2 or more.
        mean: Their mean, in points.
        variance: Their variance with n - 1, in points squared; 0 or more.
    """

    n: int
    mean: float
    variance: float

    def __post_init__(self) -> None:
        """Refuse what has no variance.

        Raises:
            ValueError: Fewer than two persons, or a number that cannot be.
        """
        if self.n < FEWEST or not isfinite(self.mean) or not 0 <= self.variance < float("inf"):
            raise ValueError(f"no sample: n={self.n}, {self.mean=}, {self.variance=}")

    @classmethod
    def of(cls, scores: NDArray[float64]) -> Self:
        """Sum up scores; nan where a person has none.

        Raises:
            ValueError: Fewer than two persons have a score.

        >>> Sample.of(np.array([40.0, 60.0, np.nan]))
        Sample(n=2, mean=50.0, variance=200.0)
        """
        known = scores[~np.isnan(scores)]
        if len(known) < FEWEST:
            raise ValueError(f"no sample: n={len(known)}")
        return cls(len(known), float(known.mean()), float(known.var(ddof=1)))


@dataclass(frozen=True, slots=True)
class Difference:
    """The later, or other, mean less the first.

    Attributes:
        points: The difference.
        low, high: Its interval.
        t, freedom: Welch's statistic and its degrees of freedom.
        p: How often chance alone would give as much, both ways; 0-1. Correct it for how many
            are looked at (`corrections.py`) before anything is marked.
    """

    points: float
    low: float
    high: float
    t: float
    freedom: float
    p: float


def welch(first: Sample, other: Sample, *, confidence: float = 0.95) -> Difference:
    """Compare two groups that need not be equally large nor equally spread.

    Of two rounds of one workplace it does as though no person had answered in both. Most have,
    so it finds too little rather than too much; who answered twice, nobody can know.

    Args:
        first: The earlier round, or the one compared with.
        other: The later round, or the one that is compared.
        confidence: How often the method covers the truth; between 0 and 1.

    Raises:
        ValueError: The confidence is out of bounds, or nobody differs from anybody in either.

    Source:
        Welch, B. L. (1947). The generalization of 'Student's' problem when several different
        population variances are involved. Biometrika 34(1-2), 28-35. As R's `t.test`.

    >>> found = welch(Sample(20, 50.0, 400.0), Sample(25, 62.0, 400.0))
    >>> [round(value, 2) for value in (found.points, found.low, found.high, found.p)]
    [12.0, -0.12, 24.12, 0.05]
    """
    if not 0 < confidence < 1:
        raise ValueError(f"no interval at confidence {confidence}")
    parts = [sample.variance / sample.n for sample in (first, other)]
    error = sqrt(sum(parts))
    if error == 0:
        raise ValueError("nobody differs from anybody: there is nothing to compare with")
    freedom = sum(parts) ** 2 / (parts[0] ** 2 / (first.n - 1) + parts[1] ** 2 / (other.n - 1))
    points = other.mean - first.mean
    t = points / error
    half = float(stdtrit(freedom, (1 + confidence) / 2)) * error
    p = 2 * float(stdtr(freedom, -abs(t)))
    return Difference(points, points - half, points + half, t, freedom, p)


def smallest_detectable_change(
    n: int, sd: float, reliability: float, *, confidence: float = 0.95
) -> float:
    """Give how far a group's mean moves by errors of measurement alone.

    z sqrt(2) sd sqrt(1 - reliability) / sqrt(n): a smaller change of the same people's mean is
    not told from none. It knows nothing of who left, who came, and who did not answer.

    Args:
        n: Persons in the group; 1 or more.
        sd: Spread between persons, in points; 0 or more.
        reliability: Of the scale, from its instrument's own studies; 0-1.
        confidence: Between 0 and 1.

    Returns:
        Points.

    Raises:
        ValueError: Something is out of bounds.

    Source:
        de Vet, H. C. W. et al. (2006). When to use agreement versus reliability measures.
        Journal of Clinical Epidemiology 59(10), 1033-1039.

    >>> round(smallest_detectable_change(16, 20.0, 0.8), 2)
    6.2
    """
    bounds = n >= 1 and 0 <= sd < float("inf") and 0 <= reliability <= 1 and 0 < confidence < 1
    if not bounds:
        raise ValueError(f"no change for {n=}, {sd=}, {reliability=}, {confidence=}")
    return float(ndtri((1 + confidence) / 2)) * sqrt(2 * (1 - reliability) / n) * sd
