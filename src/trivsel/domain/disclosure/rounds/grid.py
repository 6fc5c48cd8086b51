"""The grid rule: means told in steps leave few who changed wide open, if their group is large.

A mean in steps of g points of n persons tells their sum only to within g times n points. A
combination of figures tells of d persons to within what all its figures leave open. Where
that is 50 points and more for the mean of the d, it may be told though d is below the minimum.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

WIDE: Final = 50.0  # points that the mean of few must be left open at least
MOST_SETS: Final = 300
_NOISE: Final = 1e-6


def width(grids: Sequence[float], answered: Sequence[int], changed: int) -> float:
    """Say how wide two rows of nearly the same people leave the mean of those who changed.

    Args:
        grids: The steps of either row, in points.
        answered: Persons of either row.
        changed: Persons in one of them only, 1 or more.

    >>> [width((g, g), (n, n - 1), 1) for g, n in ((1, 8), (5, 8), (1, 30))]
    [15.0, 75.0, 59.0]
    """
    return sum(g * n for g, n in zip(grids, answered, strict=True)) / changed


@dataclass(frozen=True, slots=True)
class Rows:
    """All told rows, and who stands in them.

    Attributes:
        stands: For each class the numbers of all rows it stands in.
        weights: Persons of each class.
        open: For each row by how many points its sum is left open.
    """

    stands: Sequence[Sequence[int]]
    weights: Sequence[int]
    open: Sequence[float]


def unions(
    light: Iterable[frozenset[int]], weights: Sequence[int], minimum: int
) -> list[frozenset[int]] | None:
    """Give the sets, and all sets below the minimum that they make up; None if too many."""
    found = set(light)
    fresh = set(found)
    while fresh:
        made = {
            one | other
            for one in fresh
            for other in found
            if sum(weights[c] for c in one | other) < minimum
        }
        fresh = made - found
        found |= fresh
        if len(found) > MOST_SETS:
            return None
    return sorted(found, key=lambda some: (len(some), sorted(some)))


def narrow(rows: Rows, some: frozenset[int]) -> frozenset[int]:
    """Give the rows that, combined, tell of some classes too closely; nothing if none do.

    Asked is each mean of their persons, weighted and with either sign, that any combination
    tells of: of all of them the one that leaves least open, by linear programs.
    """
    first, *others = sorted(some)
    for signs in product((1, -1), repeat=len(others)):
        found = _least_open(rows, dict(zip((first, *others), (1, *signs), strict=True)))
        if found is not None and found[0] < WIDE - _NOISE:
            return found[1]
    return frozenset()


def _least_open(rows: Rows, signs: Mapping[int, int]) -> tuple[float, frozenset[int]] | None:
    """Weigh rows so that they tell of these classes alone, with these signs and weight 1."""
    classes, size = len(rows.stands), len(rows.open)
    matrix = np.zeros((classes, size))
    for class_, stands in enumerate(rows.stands):
        matrix[class_, list(stands)] = 1
    both = np.hstack([matrix, -matrix])
    aim = sum(sign * rows.weights[class_] * both[class_] for class_, sign in signs.items())
    outside = [class_ for class_ in range(classes) if class_ not in signs]
    solved = linprog(
        [*rows.open, *rows.open],
        A_eq=csr_array(np.vstack([both[outside], aim])),
        b_eq=[*np.zeros(len(outside)), 1],
        A_ub=csr_array(np.vstack([-sign * both[class_] for class_, sign in signs.items()])),
        b_ub=np.zeros(len(signs)),
        bounds=(0, None),
        method="highs",
    )
    if solved.status != 0:
        return None
    used = solved.x[:size] - solved.x[size:]
    return float(solved.fun), frozenset(np.flatnonzero(np.abs(used) > _NOISE / 1000).tolist())
