"""Small instances of crossing tables, and the plainest way to ask whether one is safe."""

from itertools import combinations, product

import numpy as np
from hypothesis import strategies as st

from trivsel.domain.disclosure.crossing import Atom, Instance, instance_of

MINIMUM = 5


def rows_of(instance: Instance, shown):
    """A row a figure, a 1 for each atom in it."""
    rows = np.zeros((len(shown), len(instance.atoms)))
    for column, ends in enumerate(zip(*instance.places, strict=True)):
        for start in ends:
            cell = start
            while cell >= 0:
                if cell in shown:
                    rows[shown.index(cell), column] = 1
                cell = instance.cells[cell].parent
    return rows


def is_safe(instance: Instance, shown, minimum=MINIMUM) -> bool:
    """Try every set of atoms below the minimum: does some combination tell of it alone?"""
    rows = rows_of(instance, sorted(shown))
    if not rows.size:
        return True
    sizes, rank = [atom.n for atom in instance.atoms], np.linalg.matrix_rank
    return not any(
        rank(np.delete(rows, few, axis=1)) < rank(rows)
        for many in range(1, minimum)
        for few in combinations(range(len(sizes)), many)
        if sum(sizes[place] for place in few) < minimum
    )


def showable(instance: Instance, minimum=MINIMUM):
    return [place for place, cell in enumerate(instance.cells) if cell.n >= minimum]


FEW = st.integers(0, 2)
UNITS = st.integers(1, 3)


@st.composite
def instances(draw, *, attributes=FEW, units=UNITS):
    names = [f"a{number}" for number in range(draw(attributes))]
    many = draw(units)
    tree = [("u0", None)]
    tree += [(f"u{unit}", f"u{draw(st.integers(0, unit - 1))}") for unit in range(1, many)]
    most = draw(st.sampled_from([4, 7, 12]))
    atoms = [
        Atom(unit, values, draw(st.integers(0, most)))
        for unit, _above in tree
        for values in product("xy", repeat=len(names))
    ]
    return instance_of(tree, names, atoms)
