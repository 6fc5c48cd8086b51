"""What could be shown: units by themselves, and units by one attribute at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

TOTALS: Final = -1


@dataclass(frozen=True, slots=True)
class Atom:
    """The finest group anybody could form: one unit's own staff with one set of attributes.

    Attributes:
        unit: Key of the unit they belong to, not of one above it.
        values: One value for each attribute, in the order of the attributes.
        n: Respondents; 0 or more.
    """

    unit: str
    values: tuple[str, ...]
    n: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure that might be shown: a unit, all of it or those with one value.

    Attributes:
        unit: Key of the unit.
        family: Number of the attribute, -1 for all of the unit. Cells of one family lie
            inside or beside each other, never across.
        value: The attribute's value; empty for all of the unit.
        n: Respondents in it, units below included.
        parent: Number of the cell of the unit above in the same family, -1 for none.
    """

    unit: str
    family: int
    value: str
    n: int
    parent: int


@dataclass(frozen=True, slots=True)
class Instance:
    """Everything that might be shown, and the groups it is made of.

    Attributes:
        attributes: Names of the attributes.
        cells: All cells with respondents; a cell's parent stands before it.
        atoms: The groups with respondents. Length m.
        places: For each family, each atom's innermost cell, -1 for none. The totals are the
            last family, so `places[TOTALS]` is theirs. (attributes + 1) x m.
    """

    attributes: tuple[str, ...]
    cells: tuple[Cell, ...]
    atoms: tuple[Atom, ...]
    places: tuple[tuple[int, ...], ...]


@dataclass(slots=True)
class _Gathering:
    parents: Mapping[str, str | None]
    counts: dict[tuple[str, int, str], int] = field(default_factory=dict)

    def add(self, unit: str | None, family: int, value: str, n: int) -> None:
        while unit is not None:
            key = (unit, family, value)
            self.counts[key] = self.counts.get(key, 0) + n
            unit = self.parents[unit]


def instance_of(
    units: Sequence[tuple[str, str | None]],
    attributes: Sequence[str],
    atoms: Sequence[Atom],
    *,
    crossed: Mapping[str, Sequence[str]] | None = None,
) -> Instance:
    """Lay out all cells of a tree of units, and of the tree by each attribute.

    Args:
        units: Key and key of the unit above, None at the top; each after the one above it.
        attributes: Names, such as "job group"; may be none.
        atoms: Who answered; atoms alike are added up.
        crossed: For each attribute, the units it may be shown in; all units if none is given.

    Raises:
        ValueError: A key twice or unknown, a unit before the one above it, an atom with too
            few or too many values, or fewer than 0 respondents.

    >>> people = [Atom("hall", ("day",), 7), Atom("hall", ("night",), 6)]
    >>> [(c.unit, c.value, c.n) for c in instance_of([("hall", None)], ["shift"], people).cells]
    [('hall', '', 13), ('hall', 'day', 7), ('hall', 'night', 6)]
    """
    parents = _parents(units)
    known = _added_up(atoms, parents, attributes)
    shown_in = {name: set(parents) for name in attributes} | {
        name: set(keys) for name, keys in (crossed or {}).items()
    }
    if unknown := shown_in.keys() - set(attributes):
        raise ValueError(f"no attribute is called {min(unknown)!r}")
    gathering = _Gathering(parents)
    for atom in known:
        gathering.add(atom.unit, TOTALS, "", atom.n)
        for family, value in enumerate(atom.values):
            gathering.add(atom.unit, family, value, atom.n)
    place: dict[tuple[str, int, str], int] = {}
    cells: list[Cell] = []
    for key, _above in units:
        own = sorted(found for found in gathering.counts if found[0] == key)
        for unit, family, value in own:
            if family == TOTALS or unit in shown_in[attributes[family]]:
                above = _innermost(place, parents, (parents[unit], family, value))
                place[unit, family, value] = len(cells)
                n = gathering.counts[unit, family, value]
                cells.append(Cell(unit, family, value, n, above))
    places = [
        tuple(
            _innermost(
                place, parents, (a.unit, family, a.values[family] if family >= 0 else "")
            )
            for a in known
        )
        for family in (*range(len(attributes)), TOTALS)
    ]
    return Instance(tuple(attributes), tuple(cells), tuple(known), tuple(places))


def _parents(units: Sequence[tuple[str, str | None]]) -> dict[str, str | None]:
    parents: dict[str, str | None] = {}
    for key, above in units:
        if key in parents:
            raise ValueError(f"the unit {key!r} stands twice")
        if above is not None and above not in parents:
            raise ValueError(f"the unit {key!r} stands before {above!r}, which is above it")
        parents[key] = above
    return parents


def _added_up(
    atoms: Sequence[Atom], parents: Mapping[str, str | None], attributes: Sequence[str]
) -> list[Atom]:
    counts: dict[tuple[str, tuple[str, ...]], int] = {}
    for atom in atoms:
        if atom.unit not in parents:
            raise ValueError(f"respondents in the unknown unit {atom.unit!r}")
        if len(atom.values) != len(attributes):
            raise ValueError(
                f"in {atom.unit!r}: {len(atom.values)} values for {len(attributes)} attributes"
            )
        if atom.n < 0:
            raise ValueError(f"{atom.n} respondents in {atom.unit!r}")
        counts[atom.unit, atom.values] = counts.get((atom.unit, atom.values), 0) + atom.n
    return [Atom(unit, values, n) for (unit, values), n in sorted(counts.items()) if n]


def _innermost(
    place: Mapping[tuple[str, int, str], int],
    parents: Mapping[str, str | None],
    wanted: tuple[str | None, int, str],
) -> int:
    unit, family, value = wanted
    while unit is not None:
        if (unit, family, value) in place:
            return place[unit, family, value]
        unit = parents[unit]
    return -1
