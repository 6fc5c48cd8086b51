"""An attacker with pencil and paper, on every table the protection makes."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from domain.trees import Firm, firms, in_row_space, smallest_support
from trivsel.domain.disclosure import Band, Node, Reason, protect


def shown_sets(firm, table, wanted=lambda row: True):
    return [
        firm.cells_of(row.key)
        for row in table.rows
        if row.reason == Reason.SHOWN and wanted(row)
    ]


def weights(firm, scale=None):
    return {
        node.key: firm.answered(node.key)
        if scale is None
        else len(firm.people(node.key, scale))
        for node in firm.nodes
        if node.key in firm.scores
    }


@given(firms(most_nodes=12))
@settings(max_examples=150, deadline=None)
def test_no_combination_of_shown_rows_rests_on_fewer_than_five(firm):
    table = protect(firm.nodes, firm.scores, scales=firm.scales)

    assert smallest_support(shown_sets(firm, table), weights(firm), 5) is None


@given(firms(most_nodes=12))
@settings(max_examples=150, deadline=None)
def test_no_combination_of_means_rests_on_fewer_than_five(firm):
    table = protect(firm.nodes, firm.scores, scales=firm.scales)

    for scale in firm.scales:
        told = shown_sets(
            firm, table, lambda row, s=scale: row.figures[s].reason == Reason.SHOWN
        )
        assert smallest_support(told, weights(firm, scale), 5) is None


@given(firms(most_nodes=9))
@settings(max_examples=150, deadline=None)
def test_no_combination_of_distributions_rests_on_fewer_than_ten(firm):
    table = protect(firm.nodes, firm.scores, scales=firm.scales)

    for scale in firm.scales:
        told = shown_sets(firm, table, lambda row, s=scale: row.figures[s].distribution)
        assert smallest_support(told, weights(firm, scale), 10) is None


def test_the_attacker_beats_a_table_that_only_hides_what_is_below_five():
    firm = Firm(
        (Node("u:P", None, 0), Node("c:VK", "u:P", 28), Node("c:VH", "u:P", 8)),
        {"c:VK": np.full((26, 1), 60.0), "c:VH": np.full((4, 1), 30.0)},
        ("a",),
    )
    naive = [firm.cells_of(node.key) for node in firm.nodes if firm.answered(node.key) >= 5]

    assert smallest_support(naive, weights(firm), 5) == {"c:VH"}


@given(firms(most_nodes=10))
@settings(max_examples=150, deadline=None)
def test_showing_one_more_row_is_never_safe(firm):
    table = protect(firm.nodes, firm.scores, scales=firm.scales)
    shown = shown_sets(firm, table)

    for row in table.rows:
        if row.reason == Reason.PROTECTS_OTHERS:
            more = [*shown, firm.cells_of(row.key)]
            assert smallest_support(more, weights(firm), 5) is not None


def blocks(firm, sets):
    """Every set of cells whose sum anybody can work out, by trying all sets."""
    cells = sorted(cell for cell in firm.scores)
    matrix = [[int(cell in members) for cell in cells] for members in sets]
    for picks in product([0, 1], repeat=len(cells)):
        if any(picks) and in_row_space(matrix, picks):
            yield [cell for cell, pick in zip(cells, picks, strict=True) if pick]


@given(firms(most_nodes=8))
@settings(max_examples=150, deadline=None)
def test_no_mean_that_can_be_worked_out_lies_at_an_end(firm):
    table = protect(firm.nodes, firm.scores, scales=firm.scales)

    exact = shown_sets(firm, table, lambda row: row.figures["a"].mean is not None)
    for block in blocks(firm, exact):
        people = np.concatenate([firm.people(cell, "a") for cell in block])
        if len(people):
            assert 10.5 <= round(people.mean(), 6) < 89.5
            assert sum(people == 100) < len(people) - 2
            assert sum(people == 0) < len(people) - 2


@given(firms(most_nodes=8))
@settings(max_examples=150, deadline=None)
def test_no_distribution_that_can_be_worked_out_has_all_but_two_alike(firm):
    table = protect(firm.nodes, firm.scores, scales=firm.scales)

    told = shown_sets(firm, table, lambda row: row.figures["a"].distribution)
    for block in blocks(firm, told):
        people = np.concatenate([firm.people(cell, "a") for cell in block])
        if len(people):
            counts, _ = np.histogram(people, [0, 25, 50, 75, 101])
            assert max(counts) < len(people) - 2


@pytest.mark.parametrize(("at_the_end", "told"), [(5, False), (4, True)])
def test_two_who_stand_apart_from_an_end_do_not_learn_that_all_others_are_at_it(
    at_the_end, told
):
    # Seven with a mean of 77: no band. The two at 20 would know that the five are at 100.
    scores = np.array([[100.0]] * at_the_end + [[20.0]] * (7 - at_the_end))

    table = protect([Node("c:A", None, 12)], {"c:A": scores}, scales=["a"])

    assert (table.row("c:A").figures["a"].mean is not None) == told


def test_two_who_tell_each_other_their_answers_do_not_know_all_others():
    eight_alike = np.array([[60.0]] * 8 + [[40.0]] * 2)
    seven_alike = np.array([[60.0]] * 7 + [[40.0]] * 3)

    for scores, told in ((eight_alike, False), (seven_alike, True)):
        table = protect([Node("c:A", None, 20)], {"c:A": scores}, scales=["a"])
        assert (table.row("c:A").figures["a"].distribution is not None) == told


def three_teams():
    return Firm(
        (
            Node("u:P", None, 0),
            Node("c:A", "u:P", 10),
            Node("c:B", "u:P", 12),
            Node("c:C", "u:P", 30),
        ),
        {
            "c:A": np.full((8, 1), 95.0),
            "c:B": np.array([[40.0], [50.0]] * 5),
            "c:C": np.array([[40.0], [50.0]] * 10),
        },
        ("a",),
    )


def test_the_attacker_works_out_a_unanimous_team_that_is_only_banded_itself():
    firm = three_teams()
    naive = [firm.cells_of(key) for key in ("u:P", "c:B", "c:C")]

    assert ["c:A"] in list(blocks(firm, naive))


def test_a_unanimous_team_makes_a_sibling_hold_its_mean_back():
    firm = three_teams()

    table = protect(firm.nodes, firm.scores, scales=firm.scales)

    assert table.row("c:A").figures["a"].band == Band.HIGH
    assert table.row("c:B").figures["a"].reason == Reason.PROTECTS_OTHERS
    assert table.row("c:C").figures["a"].mean == 45
    assert table.row("u:P").figures["a"].mean is not None


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_persons_and_siblings_changes_nothing(seed):
    rng = np.random.default_rng(seed)
    cells = [f"c:{i}" for i in range(9)]
    nodes = [Node("u:P", None, 0), *(Node(cell, "u:P", 20) for cell in cells)]
    scores = {cell: rng.integers(0, 5, (int(rng.integers(0, 12)), 2)) * 25.0 for cell in cells}
    turned = [nodes[0], *reversed(nodes[1:])]
    shuffled = {cell: rng.permutation(rows) for cell, rows in scores.items()}

    table = protect(nodes, scores, scales=["a", "b"])
    again = protect(turned, shuffled, scales=["a", "b"])

    ours = {
        (frozenset(row.members) or row.key): (row.answered, row.figures) for row in table.rows
    }
    theirs = {
        (frozenset(row.members) or row.key): (row.answered, row.figures) for row in again.rows
    }
    assert ours == theirs
