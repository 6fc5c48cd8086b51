"""By unit and by job group at once: an attacker who subtracts across both tables."""

import numpy as np
import pytest
from hypothesis import given, settings

from domain.grouped import GroupedFirm, grouped_firms
from domain.trees import Firm, in_row_space, smallest_support
from trivsel.domain.disclosure import Groups, Node, Reason, protect, thaw


def told_sets(of, table, wanted=lambda row: True):
    """Who stands behind each row shown, of either table, as sets of (cell, group)."""
    rows = [of.in_tree(r.key) for r in table.rows if r.reason == Reason.SHOWN and wanted(r)]
    groups = [
        of.in_group(r.key) for r in table.groups if r.reason == Reason.SHOWN and wanted(r)
    ]
    return [*rows, *groups]


def weights(of, scale=None):
    return {atom: len(of.people({atom}, scale)) for atom in of.atoms}


@given(grouped_firms(most_nodes=7))
@settings(max_examples=150, deadline=None)
def test_no_combination_of_rows_of_both_tables_rests_on_fewer_than_five(of):
    assert smallest_support(told_sets(of, of.table()), weights(of), 5) is None


@given(grouped_firms(most_nodes=7))
@settings(max_examples=100, deadline=None)
def test_no_combination_of_means_rests_on_fewer_than_five(of):
    table = of.table()

    told = told_sets(of, table, lambda row: row.figures["a"].reason == Reason.SHOWN)
    assert smallest_support(told, weights(of, "a"), 5) is None


@given(grouped_firms(most_nodes=5))
@settings(max_examples=60, deadline=None)
def test_no_combination_of_distributions_rests_on_fewer_than_ten(of):
    table = of.table()

    told = told_sets(of, table, lambda row: row.figures["a"].distribution)
    if any(row.figures["a"].distribution for row in table.groups if row.figures):
        assert smallest_support(told, weights(of, "a"), 10) is None


@given(grouped_firms(most_nodes=9))
@settings(max_examples=100, deadline=None)
def test_the_tree_is_told_as_it_would_be_without_the_groups(of):
    alone = protect(of.firm.nodes, of.firm.scores, scales=of.firm.scales)

    assert of.table().rows == alone.rows
    assert thaw(of.table().freeze()) == of.table()


def hall_and_office():
    """The worked example of docs/method/crossing.md: three leads of the hall."""
    people = np.array([[40.0], [55.0], [70.0], [60.0]] * 6)
    scores = {"c:hall": people[:23], "c:office": people[:6]}
    nodes = (Node("u:F", None, 0), Node("c:hall", "u:F", 40), Node("c:office", "u:F", 12))
    chosen = {"c:hall": [1] * 20 + [2] * 3, "c:office": [2] * 6}
    return GroupedFirm(Firm(nodes, scores, ("a",)), ("g:packer", "g:lead"), chosen)


def test_each_table_protected_by_itself_is_undone_by_the_other():
    of = hall_and_office()
    naive = [of.in_tree(node.key) for node in of.firm.nodes]
    naive += [of.in_group(key) for key in of.keys]  # 20 and 9: each has five

    assert smallest_support(naive, weights(of), 5) == {("c:hall", 2)}


def test_the_groups_give_way_to_the_teams():
    table = hall_and_office().table()

    assert [row.reason for row in table.rows] == [Reason.SHOWN] * 3
    assert Reason.SHOWN not in [row.reason for row in table.groups]


def even(sizes, *, none=0, eligible=200):
    """One team, people in each group of many minds."""
    chosen = [place for place, n in enumerate(sizes, start=1) for _ in range(n)] + [0] * none
    scores = np.array([[30.0], [50.0], [70.0], [80.0], [10.0], [55.0]] * 50)[: len(chosen)]
    keys = tuple(f"g:{n}" for n in range(len(sizes)))
    nodes = (Node("c:A", None, eligible),)
    return GroupedFirm(Firm(nodes, {"c:A": scores}, ("a",)), keys, {"c:A": chosen})


def test_two_small_groups_are_shown_together():
    table = even([30, 3, 4, 20]).table()

    assert [(row.key, row.reason.value) for row in table.groups] == [
        ("g:0", "shown"),
        ("m:g:1+g:2", "shown"),
        ("g:1", "merged"),
        ("g:2", "merged"),
        ("g:3", "shown"),
    ]


def test_who_gave_no_group_are_enough_or_a_group_gives_way():
    shown = [row.key for row in even([30, 20], none=6).table().groups if row.figures]
    fewer = [row.key for row in even([30, 20], none=3).table().groups if row.figures]

    assert shown == ["g:0", "g:1"]
    assert fewer == ["g:0"]


def test_the_number_in_a_group_is_told_in_wide_steps_only():
    table = even([34, 23, 12]).table()

    assert [row.answered.exact for row in table.groups] == [None] * 3
    assert [row.answered.low for row in table.groups] == [20, 20, 10]


def test_the_groups_say_no_more_of_everybody_than_the_band_does():
    table = even([20, 20, 10], eligible=52).table()
    total = table.row("c:A").answered

    assert total.exact is None
    assert sum(row.answered.low for row in table.groups) <= total.low


def test_a_group_of_one_mind_tells_its_mean_as_a_band():
    of = even([30, 20])
    of.firm.scores["c:A"][:30] = 95.0

    table = of.table()

    assert table.groups[0].figures["a"].mean is None
    assert table.groups[0].figures["a"].distribution is None


def test_a_choice_that_was_not_offered_is_refused():
    of = even([30, 20])

    with pytest.raises(ValueError, match="one choice"):
        Groups.of_persons(of.keys, {"c:A": [1]}, of.firm.scores, ("a",))


def test_choices_of_other_people_than_those_who_answered_are_refused():
    of, others = even([30, 20]), even([30, 21])
    groups = Groups.of_persons(others.keys, others.chosen, others.firm.scores, ("a",))

    with pytest.raises(ValueError, match="one choice"):
        protect(of.firm.nodes, of.firm.scores, scales=("a",), groups=groups)


def blocks(of, sets):
    """Every set of atoms whose sum anybody can work out, by trying all sets of them."""
    atoms = of.atoms
    matrix = [[int(atom in members) for atom in atoms] for members in sets]
    for pick in range(1, 2 ** len(atoms)):
        picks = [pick >> n & 1 for n in range(len(atoms))]
        if in_row_space(matrix, picks):
            yield {atom for atom, taken in zip(atoms, picks, strict=True) if taken}


@given(grouped_firms(most_nodes=4))
@settings(max_examples=60, deadline=None)
def test_no_mean_that_can_be_worked_out_across_both_tables_lies_at_an_end(of):
    if len(of.atoms) > 8:
        return
    table = of.table()

    told = told_sets(of, table, lambda row: row.figures["a"].mean is not None)
    for block in blocks(of, told):
        people = of.people(block, "a")
        if len(people):
            assert 10.5 <= round(people.mean(), 6) < 89.5
            assert max(sum(people == 100), sum(people == 0)) < len(people) - 2
