"""Sums are exact: the same answers, counted in any order and in any parts, give the same."""

from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trivsel.domain.disclosure import Node, protect, tally_of_counts
from trivsel.domain.disclosure.sums import Ladder
from trivsel.domain.disclosure.tally import tally_of

CELLS = ["c0", "c1", "c2", "c3"]
scores = st.floats(0, 100, allow_nan=False) | st.sampled_from([0, 25, 50, 75, 100, 100 / 3])
persons = st.lists(st.tuples(st.integers(0, 3), scores), max_size=60)


def one_by_one(lines):
    rows = {key: [s for c, s in lines if c == cell] for cell, key in enumerate(CELLS)}
    return tally_of({key: np.array(s, float).reshape(-1, 1) for key, s in rows.items()}, "x")


def counted(lines):
    known = sorted({s for _, s in lines})
    persons = np.zeros((len(CELLS), len(known)), dtype=int)
    for cell, score in lines:
        persons[cell, known.index(score)] += 1
    return tally_of_counts(CELLS, persons.sum(axis=1).tolist(), [(np.array(known), persons)])


def by_hand(lines, cell):
    """One cell in fractions, one person at a time."""
    mine = [Fraction(round(s * 10**6), 10**6) for c, s in lines if c == cell]
    mean = sum(mine) / len(mine) if mine else 0
    edges = [(0, 25), (25, 50), (50, 75), (75, 101)]
    sums = [
        len(mine),
        int(sum(mine) * 10**6),
        *(sum(low <= s < high for s in mine) for low, high in edges),
        mine.count(100),
        mine.count(0),
    ]
    return sums, float(sum((s - mean) ** 2 for s in mine))


@given(persons)
@settings(deadline=None)
def test_sums_agree_with_fractions(lines):
    tally = counted(lines)

    expected = [by_hand(lines, cell) for cell in range(len(CELLS))]
    assert tally.sums[0].tolist() == [sums for sums, _ in expected]
    assert tally.squares[0] == pytest.approx(sum(squares for _, squares in expected), abs=1e-9)


@given(persons, st.integers(0, 2**32))
@settings(deadline=None)
def test_the_order_of_the_answers_does_not_matter(lines, seed):
    shuffled = list(lines)
    Random(seed).shuffle(shuffled)

    tallies = [one_by_one(lines), one_by_one(shuffled), counted(lines)]

    assert len({tally.sums[0].tobytes() for tally in tallies}) == 1
    assert len({tally.squares[0] for tally in tallies}) == 1


def test_sums_of_floating_numbers_would_depend_on_the_order():
    thirds = np.array([100 / 3, 100 / 7, 100 / 9, 200 / 3] * 30)
    cells = np.zeros(len(thirds), dtype=int)

    one, other = np.bincount(cells, thirds), np.bincount(cells, np.sort(thirds))

    assert one != other


@pytest.mark.parametrize("wrong", [-0.1, 100.1])
def test_a_score_outside_the_scale_is_refused(wrong):
    for tally in (one_by_one, counted):
        with pytest.raises(ValueError, match="outside 0-100"):
            tally([(0, wrong)])


def test_a_unit_has_all_that_its_cells_have():
    tally = tally_of({"b": np.array([[0.0]]), "a": np.array([[10.0], [100.0]])}, ["x"])
    ladder = Ladder(["top", "unit", "a", "empty", "b"], [-1, 0, 1, 1, 0], tally.keys)

    top, unit, a, empty, b = ladder.sums(tally.sums[0])

    assert (top, unit) == (a + b, a)
    assert (top.n, top.total, top.top, top.bottom) == (3, 110, 1, 1)
    assert (empty.n, unit - a) == (0, empty)


@given(st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_a_table_is_the_same_from_persons_and_from_counts(seed):
    rng = np.random.default_rng(seed)
    nodes = [Node("u", None, 0), *(Node(key, "u", 30) for key in CELLS)]
    lines = [
        (cell, float(score))
        for cell in range(len(CELLS))
        for score in rng.choice([0, 100 / 3, 60, 100], int(rng.integers(0, 25)))
    ]

    one, other = (protect(nodes, tally(lines), scales="x") for tally in (one_by_one, counted))

    assert one == other
