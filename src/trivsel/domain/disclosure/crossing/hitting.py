"""The cheapest cells to hide so that of every unsafe set one at least is hidden."""

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

MOST_NODES: Final = 3_000


def cheapest(
    unsafe: Collection[frozenset[int]], weights: Sequence[int], *, most_nodes: int = MOST_NODES
) -> frozenset[int] | None:
    """Give the cells to hide, or None where the search grows beyond its bound.

    Args:
        unsafe: Sets of cells, none empty.
        weights: What it costs to hide a cell; length as many as there are cells.
        most_nodes: How often the search may branch; the same on every machine, as a clock
            would not be.

    Source:
        A minimum hitting set as an integer program; HiGHS, Huangfu and Hall (2018).

    >>> sorted(cheapest([frozenset({0, 1}), frozenset({1, 2})], [5, 8, 4]))
    [1]
    """
    ones = sorted({cell for group in unsafe for cell in group})
    if not ones:
        return frozenset()
    place = {cell: column for column, cell in enumerate(ones)}
    groups = sorted(tuple(sorted(group)) for group in unsafe)
    rows = [row for row, group in enumerate(groups) for _cell in group]
    columns = [place[cell] for group in groups for cell in group]
    matrix = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(groups), len(ones)))
    found = milp(
        np.array([weights[cell] for cell in ones], dtype=float),
        integrality=np.ones(len(ones)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, lb=1),
        options={"mip_rel_gap": 0.0, "node_limit": most_nodes},
    )
    if found.status != 0:
        return None
    return frozenset(cell for cell in ones if found.x[place[cell]] > 0.5)  # noqa: PLR2004 - 0 or 1
