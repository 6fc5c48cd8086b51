"""The table as a thing: who makes it, how it is stored, what a worked example shows."""

import json
import subprocess
import sys
import time
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

import trivsel
from domain.trees import firms
from trivsel.domain.disclosure import Node, ProtectedTable, Reason, protect, thaw

rng = np.random.default_rng(7)

# A works as in docs/method/disclosure.md: key, parent, answered, eligible.
WORKS = [
    ("u:P", None, 0, 0),
    ("u:PK", "u:P", 0, 0),
    ("c:PK1", "u:PK", 41, 46),
    ("c:PK2", "u:PK", 38, 45),
    ("c:PK3", "u:PK", 3, 8),
    ("c:PK4", "u:PK", 4, 9),
    ("c:ST", "u:P", 70, 91),
    ("c:VK", "u:P", 22, 28),
    ("c:VH", "u:P", 4, 9),
]


def works():
    nodes = [Node(key, parent, eligible) for key, parent, _, eligible in WORKS]
    scores = {key: rng.integers(1, 8, (n, 2)) * 12.5 for key, _, n, _ in WORKS if n}
    return nodes, scores


def table_of_works():
    nodes, scores = works()
    return protect(nodes, scores, scales=["support", "demands"])


def test_maintenance_is_shown_only_together_with_the_workshop():
    table = table_of_works()

    assert table.row("c:VH").reason == Reason.MERGED
    assert table.row("c:VH").merged_into == "m:c:VK+c:VH"
    assert table.row("c:VH").figures == {}
    assert table.row("c:VH").answered is None
    assert table.row("m:c:VK+c:VH").answered.exact == 26
    assert table.row("m:c:VK+c:VH").parent == "u:P"


def test_two_small_teams_are_shown_together_and_the_others_alone():
    table = table_of_works()

    assert table.row("m:c:PK3+c:PK4").answered.exact == 7
    assert table.row("c:PK1").reason == table.row("c:PK2").reason == Reason.SHOWN
    assert table.row("u:PK").reason == table.row("u:P").reason == Reason.SHOWN


def test_rows_stand_in_reading_order_and_members_right_under_their_row():
    table = table_of_works()

    assert [(row.depth, row.key) for row in table.rows] == [
        (0, "u:P"),
        (1, "u:PK"),
        (2, "c:PK1"),
        (2, "c:PK2"),
        (2, "m:c:PK3+c:PK4"),
        (3, "c:PK3"),
        (3, "c:PK4"),
        (1, "c:ST"),
        (1, "m:c:VK+c:VH"),
        (2, "c:VK"),
        (2, "c:VH"),
    ]


def test_means_are_those_of_the_answers():
    nodes, scores = works()

    table = protect(nodes, scores, scales=["support", "demands"])

    everybody = np.concatenate(list(scores.values()))
    for column, scale in enumerate(table.scales):
        figure = table.row("u:P").figures[scale]
        assert figure.mean == int(round(everybody[:, column].mean(), 9) + 0.5)
        assert sum(figure.distribution) == 100
        assert figure.weight == round(100 / len(everybody), 1)


@given(firms(most_nodes=10, scales=2))
@settings(deadline=None)
def test_a_table_survives_storage(firm):
    table = protect(firm.nodes, firm.scores, scales=firm.scales)

    frozen = json.loads(json.dumps(table.freeze(), sort_keys=True))

    assert thaw(frozen) == table
    assert thaw(frozen).freeze() == table.freeze()


@given(firms(most_nodes=10, scales=2))
@settings(deadline=None)
def test_a_row_that_is_not_shown_tells_nothing(firm):
    table = protect(firm.nodes, firm.scores, scales=firm.scales)

    for row in table.rows:
        assert (row.answered is None) == (row.figures == {}) == (row.reason != Reason.SHOWN)
        for figure in row.figures.values():
            shown = figure.mean is not None or figure.band is not None
            assert shown == (figure.reason == Reason.SHOWN)
            if figure.mean is None:
                assert figure.margin is None
                assert figure.distribution is None
            else:
                assert 10 < figure.mean < 90


def test_nobody_makes_a_table_by_hand():
    table = table_of_works()

    with pytest.raises(TypeError, match="by hand"):
        ProtectedTable(5, 10, ("a",), (), seal=object())
    with pytest.raises((TypeError, ValueError)):
        replace(table, minimum=1)
    with pytest.raises(FrozenInstanceError):
        table.minimum = 1
    with pytest.raises(TypeError):
        table.row("u:P").figures["support"] = None


def test_only_protect_and_thaw_seal_a_table():
    source = Path(trivsel.__file__).parent

    who = {
        str(path.relative_to(source))
        for path in source.rglob("*.py")
        if "sealed_table" in path.read_text(encoding="utf-8")
    }

    assert who == {
        f"domain/disclosure/{name}.py" for name in ("table", "protection", "thawing")
    }


@pytest.mark.parametrize("module", ["disclosure", "cells", "slipcode"])
def test_pages_can_import_the_domain_without_loading_numpy(module):
    ask = f"import sys, trivsel.domain.{module}; sys.exit('numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", ask], check=False).returncode == 0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.update(format=2),
        lambda d: d.pop("minimum"),
        lambda d: d.update(rows={}),
        lambda d: d["rows"][0].pop("key"),
        lambda d: d["rows"][0].update(reason="because"),
        lambda d: d["rows"][0].update(eligible="many"),
        lambda d: d["rows"][0]["figures"].pop("support"),
        lambda d: d["rows"][0]["figures"]["support"].update(mean=61.5),
        lambda d: d["rows"][0]["figures"]["support"].update(weight="heavy"),
        lambda d: d["rows"][0].update(figures=None),
    ],
)
def test_what_is_not_the_shape_of_a_table_is_refused(spoil):
    frozen = table_of_works().freeze()
    spoil(frozen)

    with pytest.raises(ValueError, match=r"frozen table|Reason"):
        thaw(frozen)


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"minimum": 4}, "at least 5"),
        ({"distribution_minimum": 4}, "at least the first"),
        ({"scales": ["support"]}, "persons x 1"),
    ],
)
def test_wrong_requests_are_refused(change, match):
    nodes, scores = works()

    with pytest.raises(ValueError, match=match):
        protect(nodes, scores, **{"scales": ["support", "demands"], **change})


@pytest.mark.parametrize(
    ("cell", "rows", "match"),
    [
        ("c:VH", np.full((10, 2), 50.0), "of 9 who may"),
        ("c:VH", np.full((4, 2), 101.0), "outside 0-100"),
        ("c:XX", np.full((4, 2), 50.0), "unknown cells"),
        ("u:P", np.full((4, 2), 50.0), "no leaf"),
    ],
)
def test_impossible_answers_are_refused(cell, rows, match):
    nodes, scores = works()

    with pytest.raises(ValueError, match=match):
        protect(nodes, {**scores, cell: rows}, scales=["support", "demands"])


@pytest.mark.parametrize(
    "nodes",
    [
        [],
        [Node("a", None, 0), Node("a", "a", 8)],
        [Node("a", "b", 8), Node("b", None, 0)],
        [Node("a", None, 8), Node("b", None, 8)],
        [Node("a", None, 3), Node("b", "a", 8)],
    ],
)
def test_what_is_no_tree_is_refused(nodes):
    with pytest.raises(ValueError, match=r"tree|twice|top|own"):
        protect(nodes, {}, scales=["a"])


def test_a_round_nobody_answered_says_so():
    table = protect([Node("u:P", None, 0), Node("c:A", "u:P", 9)], {}, scales=["a"])

    assert {row.reason for row in table.rows} == {Reason.NO_ANSWERS}


def test_a_small_round_has_no_margin_because_its_spread_would_tell():
    table = protect([Node("c:A", None, 9)], {"c:A": np.full((7, 1), 50.0)}, scales=["a"])

    assert table.row("c:A").figures["a"].mean == 50
    assert table.row("c:A").figures["a"].margin is None


def test_a_margin_never_says_that_all_answered_alike():
    table = protect([Node("c:A", None, 40)], {"c:A": np.full((25, 1), 50.0)}, scales=["a"])

    assert table.row("c:A").figures["a"].margin == 5


def test_a_thousand_units_and_eight_scales_take_seconds():
    nodes = [Node("u:0", None, 0)]
    scores = {}
    for n in range(1, 1000):
        parent = f"u:{(n - 1) // 8}" if n > 8 else "u:0"
        inner = 8 * n + 1 < 1000
        nodes.append(Node(f"u:{n}" if inner else f"c:{n}", parent, 0 if inner else 20))
        if not inner:
            scores[f"c:{n}"] = rng.integers(0, 5, (int(rng.integers(0, 20)), 8)) * 25.0

    start = time.perf_counter()
    protect(nodes, scores, scales=list("abcdefgh"))

    assert time.perf_counter() - start < 15
