"""Combinations of figures of many crossing groups, by the null space of who stands in which.

A combination rests on the classes S alone exactly if the rows of the null space that belong
to S are linearly dependent. Reckoned modulo a prime, which can only find too much; what is
found is proven again in fractions.
"""

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Final

from trivsel.domain.audit.cuts import Support
from trivsel.domain.audit.programs import TooLarge

_PRIME: Final = 2**31 - 1
MOST_TRIED: Final = 300_000


def light_combinations(
    groups: Sequence[frozenset[int]], weights: Sequence[int], minimum: int
) -> list[Support]:
    """Find combinations that rest on fewer persons than the minimum: all smallest ones.

    Args:
        groups: The classes that each told group is made of.
        weights: Persons of each class.
        minimum: The least that a combination may rest on.

    Raises:
        TooLarge: More sets to try than are tried. Then nothing is known.

    >>> ring = [frozenset({0, 1}), frozenset({1, 2}), frozenset({0, 2})]
    >>> [sorted(found.classes) for found in light_combinations(ring, [9, 9, 3], 5)]
    [[2]]
    """
    used = [class_ for class_, weight in enumerate(weights) if weight]
    rows = [[int(class_ in group) for class_ in used] for group in groups]
    shadows = _shadows(rows, len(used), minimum)
    small = [n for n, class_ in enumerate(used) if weights[class_] < minimum]
    found: list[Support] = []
    tried = 0

    def look(start: int, chosen: list[int], left: int, basis: list[list[int]]) -> None:
        nonlocal tried
        for place in range(start, len(small)):
            class_ = small[place]
            weight = weights[used[class_]]
            if weight > left:
                continue
            tried += 1
            if tried > MOST_TRIED:
                raise TooLarge
            some = [*chosen, class_]
            if any(support.classes <= {used[n] for n in some} for support in found):
                continue
            reduced = _reduce(basis, shadows[class_])
            if any(reduced):
                look(place + 1, some, left - weight, [*basis, reduced])
            elif _rests_on(rows, some):
                classes = frozenset(used[n] for n in some)
                found.append(Support(classes, sum(weights[c] for c in classes)))

    look(0, [], minimum - 1, [])
    return found


def _shadows(rows: Sequence[Sequence[int]], size: int, width: int) -> list[list[int]]:
    """Give each class its row of the null space, cast by chance onto a few numbers.

    A handful of rows that are independent stay so but for one chance in a thousand million.
    """
    chance = Random(2_147_483_647)  # noqa: S311 - no secret; the same every time
    pivots, reduced = _echelon(rows, size)
    free = [column for column in range(size) if column not in pivots]
    shadows = [[0] * width for _ in range(size)]
    for column in free:
        shadows[column] = [chance.randrange(_PRIME) for _ in range(width)]
    for pivot, row in zip(pivots, reduced, strict=True):
        for column in free:
            if row[column]:
                shadows[pivot] = [
                    (mine - row[column] * other) % _PRIME
                    for mine, other in zip(shadows[pivot], shadows[column], strict=True)
                ]
    return shadows


def _echelon(rows: Sequence[Sequence[int]], size: int) -> tuple[list[int], list[list[int]]]:
    """Bring the rows to reduced echelon form modulo the prime."""
    left = [[value % _PRIME for value in row] for row in rows]
    pivots: list[int] = []
    done: list[list[int]] = []
    for column in range(size):
        place = next((n for n, row in enumerate(left) if row[column]), None)
        if place is None:
            continue
        row = left.pop(place)
        head = pow(row[column], -1, _PRIME)
        row = [value * head % _PRIME for value in row]
        left = [_without(other, row, column) for other in left]
        done = [_without(other, row, column) for other in done]
        pivots.append(column)
        done.append(row)
    return pivots, done


def _without(row: list[int], pivot: list[int], column: int) -> list[int]:
    factor = row[column]
    if not factor:
        return row
    return [(x - factor * y) % _PRIME for x, y in zip(row, pivot, strict=True)]


def _reduce(basis: Sequence[list[int]], row: list[int]) -> list[int]:
    for other in basis:
        column = next(n for n, value in enumerate(other) if value)
        if row[column]:
            factor = row[column] * pow(other[column], -1, _PRIME) % _PRIME
            row = [(x - factor * y) % _PRIME for x, y in zip(row, other, strict=True)]
    return row


def _rests_on(rows: Sequence[Sequence[int]], some: Sequence[int]) -> bool:
    """Prove in fractions that a combination rests on these classes alone."""
    out = set(some)
    less = [[value for n, value in enumerate(row) if n not in out] for row in rows]
    return rank(less) < rank(rows)


def rank(rows: Sequence[Sequence[int]]) -> int:
    """Give the rank of a matrix of whole numbers, without rounding.

    >>> rank([[1, 1, 0], [0, 1, 1], [1, 2, 1]])
    2
    """
    left = [[Fraction(value) for value in row] for row in rows]
    found = 0
    for column in range(len(left[0]) if left else 0):
        place = next((n for n in range(found, len(left)) if left[n][column]), None)
        if place is None:
            continue
        left[found], left[place] = left[place], left[found]
        head = left[found]
        for n in range(found + 1, len(left)):
            if factor := left[n][column] / head[column]:
                left[n] = [x - factor * y for x, y in zip(left[n], head, strict=True)]
        found += 1
    return found
