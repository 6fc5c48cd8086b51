"""Three families of cells and more: no graph tells what could be worked out, so we solve it.

A figure is a row with a 1 for each atom in it. What can be worked out are the combinations of
rows; one tells of a set of atoms if it is 0 on all others. That is so exactly if, in the null
space of the rows, the parts that belong to the set depend on each other.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

import numpy as np
from numpy import int64
from numpy.typing import NDArray

from trivsel.domain.disclosure.crossing.instance import Instance

_PRIMES: Final = (2_147_483_647, 2_147_483_629)
MOST_LOOKS: Final = 200_000
AT_ONCE: Final = 20

type Rows = NDArray[int64]


class TooMany(Exception):
    """More sets would have to be looked at than the bound allows: show less, or ask less."""


def unsafe_sets(
    instance: Instance, shown: Iterable[int], *, minimum: int, most: int = MOST_LOOKS
) -> list[frozenset[int]]:
    """Give sets of shown cells from which fewer than the minimum can be worked out.

    Args:
        instance: With any number of attributes.
        shown: Numbers of the shown cells.
        minimum: The least group to tell of.
        most: How many sets may be looked at.

    Returns:
        At least one set if there is any, each once; none if the shown cells are safe.

    Raises:
        TooMany: The bound was met before all was looked at. Then nothing is known.
    """
    visible = sorted(set(shown))
    matrix, weights = _classes(instance, visible)
    found = _light_sets(matrix, weights, minimum, most) if len(weights) else ()
    told = (_told_by(matrix, classes) for classes in found)
    sets = islice((figures for figures in told if figures), AT_ONCE)
    return list(dict.fromkeys(frozenset(visible[row] for row in rows) for rows in sets))


def _classes(instance: Instance, visible: Sequence[int]) -> tuple[Rows, NDArray[int64]]:
    """Lay out figures x classes of atoms that stand in the same figures, and their sizes."""
    rank = {cell: row for row, cell in enumerate(visible)}
    counts: dict[tuple[int, ...], int] = {}
    for atom, ends in zip(instance.atoms, zip(*instance.places, strict=True), strict=True):
        rows = []
        for start in ends:
            cell = start
            while cell >= 0:
                if cell in rank:
                    rows.append(rank[cell])
                cell = instance.cells[cell].parent
        if rows:
            counts[tuple(sorted(rows))] = counts.get(tuple(sorted(rows)), 0) + atom.n
    matrix = np.zeros((len(visible), len(counts)), dtype=int64)
    for column, rows_in in enumerate(counts):
        matrix[list(rows_in), column] = 1
    return matrix, np.array(list(counts.values()), dtype=int64)


def _light_sets(
    matrix: Rows, weights: NDArray[int64], minimum: int, most: int
) -> Iterator[list[int]]:
    """Find classes, together below the minimum, that some combination tells of alone."""
    light = np.flatnonzero(weights < minimum)
    kernel = _null_space(matrix, _PRIMES[0])[light]
    # More rows than this are never looked at together; a random shadow keeps what depends.
    if kernel.shape[1] > minimum:
        shadow = np.random.default_rng(0).integers(1, _PRIMES[0], (kernel.shape[1], minimum))
        kernel = _times(kernel, shadow)
    looks = _Looks(weights[light], most)
    for found in looks.dependent(kernel, np.arange(len(light)), minimum - 1):
        yield [int(light[place]) for place in found]


class _Looks:
    """One search, with a bound on how much is looked at."""

    def __init__(self, weights: NDArray[int64], most: int) -> None:
        self.weights = weights
        self.most = self.left = most

    def dependent(
        self, rows: Rows, who: NDArray[int64], room: int
    ) -> Iterator[tuple[int, ...]]:
        """Give sets of rows that depend on each other, none heavier than the room there is."""
        zero = ~rows.any(axis=1) if rows.shape[1] else np.ones(len(rows), dtype=bool)
        for place in np.flatnonzero(zero):
            if self.weights[who[place]] <= room:
                yield (int(who[place]),)
        yield from self._deeper(rows[~zero], who[~zero], room)

    def _deeper(self, rows: Rows, who: NDArray[int64], room: int) -> Iterator[tuple[int, ...]]:
        """Take one row as given, and look for what depends once it is out of the way."""
        lightest = int(self.weights[who].min()) if len(who) else 0
        for place in range(len(who)):
            own = int(self.weights[who[place]])
            if own + lightest > room or place + 1 == len(who):
                continue
            self.left -= 1
            if self.left < 0:
                raise TooMany(f"more than {self.most} sets to look at")
            rest, others = _without(rows[place], rows[place + 1 :]), who[place + 1 :]
            fits = self.weights[others] <= room - own
            for found in self.dependent(rest[fits], others[fits], room - own):
                yield (int(who[place]), *found)


def _without(row: Rows, others: Rows) -> Rows:
    """Clear one row's part out of others, modulo the prime; its column goes."""
    prime = _PRIMES[0]
    pivot = int(np.flatnonzero(row)[0])
    unit = _scaled(row, pow(int(row[pivot]), -1, prime), prime)
    cleared = (others - _outer(others[:, pivot], unit, prime)) % prime
    return np.delete(cleared, pivot, axis=1)


def _null_space(matrix: Rows, prime: int) -> Rows:
    """Give classes x dimensions: each column is solved by all rows."""
    reduced, pivots = _reduced(matrix, prime)
    size = matrix.shape[1]
    free = [column for column in range(size) if column not in set(pivots)]
    kernel = np.zeros((size, len(free)), dtype=int64)
    for place, column in enumerate(free):
        kernel[column, place] = 1
        for row, pivot in enumerate(pivots):
            kernel[pivot, place] = (-reduced[row, column]) % prime
    return kernel


def _reduced(matrix: Rows, prime: int) -> tuple[Rows, list[int]]:
    left = matrix.copy() % prime
    pivots: list[int] = []
    for column in range(left.shape[1]):
        row = len(pivots)
        candidates = np.flatnonzero(left[row:, column])
        if not len(candidates):
            continue
        swap = row + int(candidates[0])
        left[[row, swap]] = left[[swap, row]]
        left[row] = _scaled(left[row], pow(int(left[row, column]), -1, prime), prime)
        others = np.flatnonzero(left[:, column])
        others = others[others != row]
        left[others] = (left[others] - _outer(left[others, column], left[row], prime)) % prime
        pivots.append(column)
        if len(pivots) == left.shape[0]:
            break
    return left[: len(pivots)], pivots


def _rank(matrix: Rows, prime: int) -> int:
    return len(_reduced(matrix, prime)[1]) if matrix.size else 0


def _tells_of(matrix: Rows, classes: Sequence[int]) -> bool:
    """Say whether some combination is 0 everywhere but in these classes; by both primes."""
    outside = np.delete(matrix, list(classes), axis=1)
    return all(_rank(matrix, prime) > _rank(outside, prime) for prime in _PRIMES)


def _told_by(matrix: Rows, classes: Sequence[int]) -> list[int]:
    """Give figures that tell of these classes alone, and none of which could be left out.

    Rows that depend on each other outside the classes, each row needed for it. None are given
    where that holds by one prime only: then it was chance.
    """
    outside = np.delete(matrix, list(classes), axis=1)
    ways = _null_space(outside.T, _PRIMES[0])
    telling = _times(ways.T, matrix[:, list(classes)]).any(axis=1)
    needed = sorted(
        (np.flatnonzero(way).tolist() for way in ways.T[telling]),
        key=lambda rows: (len(rows), rows),
    )
    return needed[0] if needed and _tells_of(matrix[needed[0]], classes) else []


def _scaled(row: Rows, factor: int, prime: int) -> Rows:
    scaled: Rows = (factor * row) % prime
    return scaled


def _outer(column: Rows, row: Rows, prime: int) -> Rows:
    """Multiply below 2^31 each, so no product leaves 63 bits."""
    product: Rows = (column[:, None] * row[None, :]) % prime
    return product


def _times(left: Rows, right: Rows) -> Rows:
    prime, product = _PRIMES[0], np.zeros((left.shape[0], right.shape[1]), dtype=int64)
    for place in range(left.shape[1]):
        product = (product + _outer(left[:, place], right[place], prime)) % prime
    return product
