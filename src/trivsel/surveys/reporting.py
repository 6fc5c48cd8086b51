"""The tree a round reports on: units down to their cells, each group of people once.

Values only. A cell that is all there is under its unit is that unit, so no row stands twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trivsel.domain.disclosure import Node
from trivsel.surveys.releases.published import Place

type UnitRow = tuple[str, str | None, str]  # code, parent's code, name; parents first
type CellRow = tuple[str, str, str, int]  # code, name, anchor's code, eligible


@dataclass(frozen=True, slots=True)
class ReportingTree:
    """Nodes in preorder, their names, the units' places, and each cell's row."""

    nodes: tuple[Node, ...]
    names: Mapping[str, str]
    places: tuple[Place, ...]
    keys: Mapping[str, str]


def reporting_tree(
    units: Sequence[UnitRow], cells: Sequence[CellRow], counted_in: Mapping[str, str]
) -> ReportingTree:
    """Build it. ``counted_in`` says for a unit's own people which cell they are counted in."""
    parents = {code: parent for code, parent, _name in units}
    hanging: defaultdict[str, list[CellRow]] = defaultdict(list)
    for cell in cells:
        hanging[cell[2]].append(cell)
    needed = {up for anchor in hanging for up in _upwards(parents, anchor)}
    children: defaultdict[str | None, list[str]] = defaultdict(list)
    for code, parent, _name in units:
        if code in needed:
            children[parent].append(code)
    nodes = tuple(
        node
        for root in children[None]
        for node in _walk(root, None, children=children, hanging=hanging)
    )
    whole = {
        cell: f"u:{anchor}"
        for anchor, [(cell, _name, _anchor, _eligible), *others] in hanging.items()
        if not others and not children[anchor]
    }
    keys = {cell: whole.get(cell, f"c:{cell}") for cell, _name, _anchor, _eligible in cells}
    names = {f"u:{code}": name for code, _parent, name in units if code in needed}
    names |= {keys[cell]: name for cell, name, _a, _e in cells if cell not in whole}
    return ReportingTree(nodes, names, tuple(_places(units, counted_in, keys, needed)), keys)


def _walk(
    code: str,
    parent: str | None,
    *,
    children: Mapping[str | None, list[str]],
    hanging: Mapping[str, list[CellRow]],
) -> Iterable[Node]:
    key = f"u:{code}"
    below, cells = children.get(code, []), hanging.get(code, [])
    if len(cells) == 1 and not below:
        yield Node(key=key, parent=parent, eligible=cells[0][3])
        return
    yield Node(key=key, parent=parent, eligible=0)
    for child in below:
        yield from _walk(child, key, children=children, hanging=hanging)
    for cell, _name, _anchor, eligible in cells:
        yield Node(key=f"c:{cell}", parent=key, eligible=eligible)


def _places(
    units: Sequence[UnitRow],
    counted_in: Mapping[str, str],
    keys: Mapping[str, str],
    needed: set[str],
) -> Iterable[Place]:
    """Give every unit a row: its people's, else its own, else that of the unit above it."""
    rows: dict[str, str] = {}
    for code, parent, name in units:
        if code in counted_in:
            rows[code] = keys[counted_in[code]]
        elif code in needed or parent is None:
            rows[code] = f"u:{code}"
        else:
            rows[code] = rows[parent]
        yield Place(code, name, parent, rows[code])


def _upwards(parents: Mapping[str, str | None], code: str) -> Iterable[str]:
    at: str | None = code
    while at is not None:
        yield at
        at = parents[at]
