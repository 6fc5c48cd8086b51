"""Counts: nobody learns that a group answered nearly to the last, or hardly at all."""

from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.trees import Firm, firms, in_row_space
from trivsel.domain.disclosure import Band, Node, Reason, protect
from trivsel.domain.disclosure.counts import band_of, high_from, low_to


def firm_of(**cells):
    """One unit with cells: name=(answered, eligible)."""
    nodes = [
        Node("u:P", None, 0),
        *(Node(f"c:{name}", "u:P", e) for name, (_, e) in cells.items()),
    ]
    return Firm(
        tuple(nodes),
        {f"c:{name}": np.full((n, 1), 50.0) for name, (n, _) in cells.items()},
        ("a",),
    )


def counts_of(firm):
    table = protect(firm.nodes, firm.scores, scales=firm.scales)
    return table, {row.key: row.answered for row in table.rows if row.answered is not None}


def at_an_end(answered, eligible):
    return answered >= min(0.9 * eligible, eligible - 1) or answered < max(0.1 * eligible, 2)


@given(firms(most_nodes=9))
@settings(max_examples=150, deadline=None)
def test_no_count_that_can_be_worked_out_lies_at_an_end(firm):
    _, counts = counts_of(firm)
    cells = sorted(firm.scores)
    exact = [firm.cells_of(key) for key, count in counts.items() if count.exact is not None]
    matrix = [[int(cell in members) for cell in cells] for members in exact]

    for picks in product([0, 1], repeat=len(cells)):
        if any(picks) and in_row_space(matrix, picks):
            block = [cell for cell, pick in zip(cells, picks, strict=True) if pick]
            answered = sum(firm.answered(cell) for cell in block)
            assert not at_an_end(answered, sum(firm.eligible(cell) for cell in block))


def test_the_solver_finds_the_full_team_when_only_that_team_is_banded():
    firm = firm_of(A=(10, 10), B=(9, 20), C=(11, 20))
    naive = [firm.cells_of(key) for key in ("u:P", "c:B", "c:C")]
    cells = sorted(firm.scores)
    matrix = [[int(cell in members) for cell in cells] for members in naive]

    assert in_row_space(matrix, [1, 0, 0])


def test_a_full_team_takes_its_smallest_sibling_with_it_and_leaves_the_unit_exact():
    _, counts = counts_of(firm_of(A=(10, 10), B=(9, 20), C=(11, 25)))

    assert counts["c:A"].band == Band.HIGH
    assert (counts["c:A"].low, counts["c:A"].high, counts["c:A"].percent) == (9, 10, 90)
    assert counts["c:B"].exact is None
    assert (counts["c:B"].low, counts["c:B"].high) == (9, 10)
    assert counts["c:C"].exact == 11
    assert counts["u:P"].exact == 30


def test_two_teams_hidden_for_being_few_do_not_tell_how_few():
    # Fewer than five each and eight together would be four and four.
    _, pinned = counts_of(firm_of(A=(4, 8), B=(4, 8)))
    _, loose = counts_of(firm_of(A=(4, 8), B=(3, 8)))

    assert (pinned["u:P"].exact, pinned["u:P"].low, pinned["u:P"].high) == (None, 5, 8)
    assert loose["u:P"].exact == 7


def test_without_a_sibling_that_can_the_unit_is_told_as_a_range():
    _, counts = counts_of(firm_of(A=(8, 8), B=(8, 8)))

    assert counts["u:P"].exact is None
    assert counts["c:A"].band == counts["c:B"].band == Band.HIGH


@given(firms(most_nodes=9))
@settings(max_examples=150, deadline=None)
def test_a_range_holds_the_truth_and_a_number_is_the_truth(firm):
    _, counts = counts_of(firm)

    for key, count in counts.items():
        assert count.low <= firm.answered(key) <= count.high
        assert count.exact in (None, firm.answered(key))
        if count.exact is not None:
            assert count.low == count.high == count.exact
            assert abs(count.percent - 100 * count.exact / firm.eligible(key)) <= 0.5


def ways(firm, table, said):
    """All counts of the cells that fit what is said of each row, by trying them all."""
    cells = sorted(firm.scores)
    for guess in product(*(range(firm.eligible(cell) + 1) for cell in cells)):
        of = dict(zip(cells, guess, strict=True))
        totals = [(row, sum(of[cell] for cell in firm.cells_of(row.key))) for row in table.rows]
        if all(fits(row, total, said(row), table.minimum) for row, total in totals):
            yield of


def fits(row, total, said, minimum):
    if row.reason == Reason.SHOWN:
        return max(said[0], minimum) <= total <= said[1]
    return {
        Reason.TOO_FEW: total < minimum,
        Reason.PROTECTS_OTHERS: total >= minimum,
        Reason.MERGED: total >= 1,
        Reason.NO_ANSWERS: total == 0,
    }[row.reason]


def ranges(firm, table, said):
    """For each node and row, the least and the most it can be."""
    possible = list(ways(firm, table, said))
    for row in table.rows:
        found = [sum(of[cell] for cell in firm.cells_of(row.key)) for of in possible]
        yield row, (min(found), max(found))


def as_told(row):
    return row.answered and (row.answered.low, row.answered.high)


def as_banded(row):
    """What the band alone says, without any number."""
    if row.answered is None or row.answered.band == Band.HIGH:
        return high_from(row.eligible), row.eligible
    if row.answered.band == Band.LOW:
        return 0, low_to(row.eligible)
    return low_to(row.eligible) + 1, high_from(row.eligible) - 1


def tiny(seed):
    rng = Random(seed)
    sizes = {name: rng.randint(8, 12) for name in "ABC"}
    flat = firm_of(
        **{
            name: (rng.choice([0, size - 1, size, rng.randint(0, size)]), size)
            for name, size in sizes.items()
        }
    )
    if rng.random() < 0.5:
        return flat
    top, one, two, three = flat.nodes
    under = [Node(node.key, "u:Q", node.eligible) for node in (one, two)]
    return Firm((top, Node("u:Q", "u:P", 0), *under, three), flat.scores, flat.scales)


@given(st.integers(0, 2**32).map(tiny))
@settings(max_examples=150, deadline=None)
def test_a_range_is_all_that_anybody_can_work_out_and_never_says_everybody(firm):
    table, counts = counts_of(firm)
    assume(counts)

    for row, (least, most) in ranges(firm, table, as_told):
        assert least < row.eligible
        assert most > 0
        if row.reason == Reason.SHOWN:
            assert (least, most) == (row.answered.low, row.answered.high)


@given(st.integers(0, 2**32).map(tiny))
@settings(max_examples=150, deadline=None)
def test_numbers_tell_no_more_of_an_end_than_the_bands_alone(firm):
    table, counts = counts_of(firm)
    dropped = any(
        count.band == Band.MIDDLE and at_an_end(firm.answered(key), firm.eligible(key))
        for key, count in counts.items()
    )
    assume(counts and not dropped)
    banded = {row.key: found for row, found in ranges(firm, table, as_banded)}

    for row, (least, most) in ranges(firm, table, as_told):
        if row.reason == Reason.SHOWN and row.answered.band in (Band.HIGH, Band.LOW):
            assert (least, most) == banded[row.key]
        else:
            forced = least >= high_from(row.eligible) or most <= low_to(row.eligible)
            assert not forced or (least, most) == banded[row.key]


def with_total_known(firm):
    table = protect(firm.nodes, firm.scores, scales=firm.scales, total_known=True)
    return table, {row.key: row.answered for row in table.rows if row.answered is not None}


def ranges_with_total(firm, table, said):
    total = firm.answered(firm.nodes[0].key)
    possible = [of for of in ways(firm, table, said) if sum(of.values()) == total]
    for row in table.rows:
        found = [sum(of[cell] for cell in firm.cells_of(row.key)) for of in possible]
        yield row, (min(found), max(found))


def only_that_it_is_shown(row):
    return row.answered and (0, row.eligible)


@given(st.integers(0, 2**32).map(tiny))
@settings(max_examples=150, deadline=None)
def test_who_knows_the_total_learns_no_more_from_the_counts_than_the_total_says(firm):
    table, counts = with_total_known(firm)
    assume(counts)
    alone = {row.key: r for row, r in ranges_with_total(firm, table, only_that_it_is_shown)}

    for row, (least, most) in ranges_with_total(firm, table, as_told):
        inherent = alone[row.key] == (least, most)
        assert inherent or row.parent is None or (least < row.eligible and most > 0)
        few = row.reason == Reason.TOO_FEW
        assert inherent or not few or least < most


def test_a_table_made_without_the_total_in_mind_is_undone_by_it():
    firm = firm_of(A=(40, 42), B=(8, 8))
    naive, _ = counts_of(firm)
    table, _ = with_total_known(firm)

    def of_b(made):
        return next(r for row, r in ranges_with_total(firm, made, as_told) if row.key == "c:B")

    assert table.row("u:P").answered == naive.row("u:P").answered
    assert of_b(table)[0] < 8


@given(st.integers(4, 2000), st.data())
def test_bands_are_ninety_and_ten_per_cent_but_never_everybody_alone(eligible, data):
    answered = data.draw(st.integers(0, eligible))

    assert (band_of(answered, eligible) != Band.MIDDLE) == at_an_end(answered, eligible)
    assert high_from(eligible) < eligible
    assert low_to(eligible) >= 1


@pytest.mark.parametrize("answered", [8, 7])
def test_all_and_all_but_one_of_a_small_team_look_the_same(answered):
    firms_ = [firm_of(A=(n, 8), B=(14, 30), C=(16, 30)) for n in (answered, 8)]

    assert counts_of(firms_[0])[1]["c:A"] == counts_of(firms_[1])[1]["c:A"]
