"""Linear and integer programs: the least and the most of what is not told.

HiGHS, by scipy, solves them: loaded here, and only when asked, for it is slow to load.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy import float64
    from numpy.typing import NDArray

    from trivsel.domain.audit.log import Range

type Interval = tuple[float, float]

MOST_CLASSES: Final = 3_000
_INFEASIBLE: Final = 2


class TooLarge(Exception):
    """There is more to ask than can be asked: nothing is known, so nothing may pass."""


def classes_of(
    leaves: "Sequence[Collection[int]]",
) -> tuple[dict[int, int], list[list[int]]]:
    """Put leaves together that stand in exactly the same groups: nobody can tell them apart.

    Args:
        leaves: The leaves of each group.

    Returns:
        Leaf -> class, and of each class its leaves.

    >>> classes_of([{1, 2, 3}, {1, 2}])
    ({1: 0, 2: 0, 3: 1}, [[1, 2], [3]])
    """
    columns: dict[int, list[int]] = {}
    for group, members in enumerate(leaves):
        for leaf in sorted(members):
            columns.setdefault(leaf, []).append(group)
    number: dict[tuple[int, ...], int] = {}
    of: dict[int, int] = {}
    classes: list[list[int]] = []
    for leaf in sorted(columns):
        column = tuple(columns[leaf])
        if column not in number:
            number[column] = len(classes)
            classes.append([])
        of[leaf] = number[column]
        classes[of[leaf]].append(leaf)
    return of, classes


def count_bounds(
    leaves: "Sequence[Collection[int]]", ranges: "Sequence[Range]"
) -> "list[Range] | None":
    """Give each group the least and the most whole number that fits all others.

    Groups may cross. Ranges of single leaves stand among the groups.

    Args:
        leaves: The leaves of each group.
        ranges: What is told of each group.

    Returns:
        The narrowest range of each, or None where no numbers fit.

    Raises:
        TooLarge: More classes than are asked.

    >>> count_bounds([{1, 2}, {2, 3}, {1, 2, 3}, {2}], [(7, 7), (6, 6), (9, 9), (0, 9)])
    [(7, 7), (6, 6), (9, 9), (4, 4)]
    """
    import numpy as np  # noqa: PLC0415 - slow package
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - slow package
    from scipy.sparse import csr_array  # noqa: PLC0415 - slow package

    of, classes = classes_of(leaves)
    if len(classes) > MOST_CLASSES:
        raise TooLarge
    rows = [sorted({of[leaf] for leaf in members}) for members in leaves]
    ones = [(row, column) for row, columns in enumerate(rows) for column in columns]
    matrix = csr_array(
        (np.ones(len(ones)), tuple(zip(*ones, strict=True))), shape=(len(rows), len(classes))
    )
    low, high = (np.array(side, dtype=float) for side in zip(*ranges, strict=True))
    told = LinearConstraint(matrix, low, high)
    found: list[Range] = []
    for row, range_ in enumerate(ranges):
        ends = []
        for sign in (1.0, -1.0):
            aim = np.zeros(len(classes))
            aim[rows[row]] = sign
            answer = milp(
                aim, constraints=told, bounds=Bounds(0, np.inf), integrality=np.ones(len(aim))
            )
            if answer.status == _INFEASIBLE:
                return None
            ends.append(round(sign * answer.fun) if answer.x is not None else None)
        least, most = ends
        found.append(
            (range_[0] if least is None else least, range_[1] if most is None else most)
        )
    return found


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of scores over classes: what is told of them, with unknown numbers of persons.

    Attributes:
        groups: The classes of each told group.
        means: The interval that each told group's mean lies in.
        persons: The range of each told group's number of persons.
        sizes: The range of each class's number of persons.
        ends: The ends of the scale.
    """

    groups: Sequence[Sequence[int]]
    means: Sequence[Interval]
    persons: "Sequence[Range]"
    sizes: "Sequence[Range]"
    ends: Interval

    def bound(self, some: Sequence[int], *, persons: int) -> Interval | None:
        """Bound the sum of scores of some classes, if they are so many persons.

        Returns:
            The least and the most of the sum, or None where so many do not fit.
        """
        import numpy as np  # noqa: PLC0415 - slow package
        from scipy.optimize import linprog  # noqa: PLC0415 - slow package

        size = len(self.sizes)
        if size > MOST_CLASSES:
            raise TooLarge
        rows, limits = self._rows()
        exactly = np.zeros((1, 2 * size))
        exactly[0, list(some)] = 1
        bounds = [*self.sizes, *[(None, None)] * size]
        found = []
        for sign in (1.0, -1.0):
            aim = np.zeros(2 * size)
            aim[[size + c for c in some]] = sign
            answer = linprog(
                aim, A_ub=rows, b_ub=limits, A_eq=exactly, b_eq=[persons], bounds=bounds
            )
            if answer.fun is None:
                return None
            found.append(sign * float(answer.fun))
        return found[0], found[1]

    def _rows(self) -> "tuple[NDArray[float64], NDArray[float64]]":
        """Write all that is told as rows of 'at most': first persons, then sums."""
        import numpy as np  # noqa: PLC0415 - slow package

        size = len(self.sizes)
        rows: list[NDArray[float64]] = []
        limits: list[float] = []

        def at_most(coefficients: Mapping[int, float], limit: float) -> None:
            row = np.zeros(2 * size)
            for column, value in coefficients.items():
                row[column] = value
            rows.append(row)
            limits.append(limit)

        low, high = self.ends
        for c in range(size):
            at_most({size + c: 1, c: -high}, 0)
            at_most({size + c: -1, c: low}, 0)
        for group, (least, most), (few, many) in zip(
            self.groups, self.means, self.persons, strict=True
        ):
            at_most({size + c: 1.0 for c in group} | dict.fromkeys(group, -most), 0)
            at_most({size + c: -1.0 for c in group} | dict.fromkeys(group, least), 0)
            at_most(dict.fromkeys(group, 1.0), many)
            at_most(dict.fromkeys(group, -1.0), -few)
        return np.array(rows), np.array(limits)
