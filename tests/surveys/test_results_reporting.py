"""The tree a round reports on: each person once, no row twice."""

from hypothesis import given
from hypothesis import strategies as st

from trivsel.surveys.reporting import CellRow, UnitRow, reporting_tree

UNITS: list[UnitRow] = [
    ("V", None, "Nordværk"),
    ("P", "V", "Produktion"),
    ("PK", "P", "Pakkeri"),
    ("PK1", "PK", "Pakkeri 1"),
    ("PK2", "PK", "Pakkeri 2"),
    ("S", "P", "Støberi"),
    ("A", "V", "Administration"),
]


def test_a_cell_that_is_all_of_a_unit_is_that_unit():
    tree = reporting_tree(UNITS, [("c1", "Støberi", "S", 12), ("c2", "A", "A", 9)], {"S": "c1"})

    assert tree.keys == {"c1": "u:S", "c2": "u:A"}
    assert [node.key for node in tree.nodes] == ["u:V", "u:P", "u:S", "u:A"]
    assert tree.names["u:S"] == "Støberi"


def test_small_units_together_hang_under_the_unit_above_them():
    cells = [("c1", "Pakkeri 1 + Pakkeri 2", "PK", 11), ("c2", "Støberi", "S", 20)]

    tree = reporting_tree(UNITS, cells, {"PK1": "c1", "PK2": "c1", "S": "c2"})

    # The group is all there is under Pakkeri, so Pakkeri itself is the row.
    assert [(n.key, n.parent, n.eligible) for n in tree.nodes] == [
        ("u:V", None, 0),
        ("u:P", "u:V", 0),
        ("u:PK", "u:P", 11),
        ("u:S", "u:P", 20),
    ]
    rows = {place.code: place.row for place in tree.places}
    assert rows["PK1"] == rows["PK2"] == "u:PK"


def test_a_leader_of_an_inner_unit_is_counted_with_a_declared_cell():
    cells = [("c1", "Pakkeri + Pakkeri 1", "PK", 9), ("c2", "Pakkeri 2", "PK2", 10)]

    tree = reporting_tree(UNITS, cells, {"PK": "c1", "PK1": "c1", "PK2": "c2"})

    assert [(n.key, n.parent) for n in tree.nodes][2:] == [
        ("u:PK", "u:P"),
        ("u:PK2", "u:PK"),
        ("c:c1", "u:PK"),
    ]
    rows = {place.code: place.row for place in tree.places}
    assert rows["PK"] == rows["PK1"] == "c:c1"
    assert tree.names["c:c1"] == "Pakkeri + Pakkeri 1"


@st.composite
def firms(draw: st.DrawFn) -> tuple[list[UnitRow], list[CellRow]]:
    size = draw(st.integers(1, 12))
    units: list[UnitRow] = [("u0", None, "top")]
    units += [(f"u{n}", f"u{draw(st.integers(0, n - 1))}", f"unit {n}") for n in range(1, size)]
    anchors = draw(st.lists(st.sampled_from(units), min_size=1, max_size=12))
    cells = [(f"k{n}", f"cell {n}", unit[0], n + 8) for n, unit in enumerate(anchors)]
    return units, cells


@given(firms())
def test_everybody_is_counted_once_and_every_parent_stands_first(firm):
    units, cells = firm

    tree = reporting_tree(units, cells, {})

    assert sum(node.eligible for node in tree.nodes) == sum(cell[3] for cell in cells)
    assert len({node.key for node in tree.nodes}) == len(tree.nodes)
    seen: set[str | None] = {None}
    for node in tree.nodes:
        assert node.parent in seen
        seen.add(node.key)
        assert node.key in tree.names
    parents = {node.parent for node in tree.nodes}
    assert all(node.eligible == 0 or node.key not in parents for node in tree.nodes)
    assert all(tree.keys[cell[0]] in seen for cell in cells)
