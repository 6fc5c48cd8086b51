"""Sums are exact: the same answers, counted in any order and in any parts, give the same."""

from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trivsel.domain.disclosure import Node, protect
from trivsel.domain.disclosure.sums import sums_along
from trivsel.domain.disclosure.tally import Scored, Tally, add_up, tally_of

scores = st.floats(0, 100, allow_nan=False) | st.sampled_from([0, 25, 50, 75, 100, 100 / 3])
persons = st.lists(st.tuples(st.integers(0, 3), scores, st.integers(1, 4)), max_size=30)


def scored(lines):
    cells, points, count = zip(*lines, strict=True) if lines else ((), (), ())
    return Scored(
        np.array(cells, dtype=np.int64),
        np.array(points, float),
        np.array(count, dtype=np.int64),
    )


def by_hand(lines, cell):
    """One cell in fractions, one person at a time."""
    mine = [
        Fraction(round(s * 10**6), 10**6) for c, s, n in lines if c == cell for _ in range(n)
    ]
    mean = sum(mine) / len(mine) if mine else 0
    edges = [(0, 25), (25, 50), (50, 75), (75, 101)]
    return (
        [
            len(mine),
            int(sum(mine) * 10**6),
            int(bool(mine)),
            *(sum(low <= s < high for s in mine) for low, high in edges),
            mine.count(100),
            mine.count(0),
        ],
        float(sum((s - mean) ** 2 for s in mine)),
    )


@given(persons)
def test_sums_agree_with_fractions_to_the_last_digit(lines):
    sums = add_up(scored(lines), 4)

    for cell in range(4):
        whole, squares = by_hand(lines, cell)
        assert sums.whole[cell].tolist() == whole
        assert sums.squares[cell] == squares


@given(persons, st.integers(0, 2**32))
def test_the_order_of_the_answers_does_not_matter(lines, seed):
    single = [(c, s, 1) for c, s, n in lines for _ in range(n)]
    Random(seed).shuffle(single)

    one, other = add_up(scored(lines), 4), add_up(scored(single), 4)

    assert one.whole.tobytes() == other.whole.tobytes()
    assert one.squares.tobytes() == other.squares.tobytes()


def test_sums_of_floating_numbers_would_depend_on_the_order():
    thirds = np.array([100 / 3, 100 / 7, 100 / 9, 200 / 3] * 30)
    cells = np.zeros(len(thirds), dtype=int)

    one, other = np.bincount(cells, thirds), np.bincount(cells, np.sort(thirds))

    assert one != other


@pytest.mark.parametrize("wrong", [-0.1, 100.1])
def test_a_score_outside_the_scale_is_refused(wrong):
    with pytest.raises(ValueError, match="outside 0-100"):
        add_up(scored([(0, wrong, 1)]), 1)


def test_a_unit_has_all_that_its_cells_have():
    tally = tally_of({"a": np.array([[10.0], [100.0]]), "b": np.array([[0.0]])}, ["x"])

    unit, a, b = sums_along(tally, 0, ["u", "a", "b"], [-1, 0, 0])

    assert unit == a + b
    assert (unit.n, unit.total, unit.top, unit.bottom, unit.cells) == (3, 110, 1, 1, 2)


@given(st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_a_table_is_the_same_from_persons_and_from_counts(seed):
    rng = np.random.default_rng(seed)
    nodes = [Node("u", None, 0), *(Node(f"c{n}", "u", 30) for n in range(4))]
    rows = {
        f"c{n}": rng.choice([0, 100 / 3, 60, 100, np.nan], (int(rng.integers(0, 25)), 2))
        for n in range(4)
    }
    counted = tally_of(rows, "ab")
    lines = [list(zip(s.cells, s.scores, strict=True)) for s in counted.scales]
    distinct = [sorted(set(column)) for column in lines]
    fewer = Tally(
        counted.keys,
        counted.answered,
        [
            scored([(int(c), s, column.count((c, s))) for c, s in own])
            for column, own in zip(lines, distinct, strict=True)
        ],
    )

    assert protect(nodes, fewer, scales="ab") == protect(nodes, rows, scales="ab")
