"""Scores by tables against the rule itself, person by person."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.questionnaires import Item, Scale, Spec, answered
from trivsel.domain.statistics import ScoreCount, score_answers


def by_tables(spec, rows, cells, parts=1):
    """Count the rows, some at a time: cell and score -> persons, each scale."""
    count = ScoreCount(spec, 3)
    chosen = np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(len(rows), len(spec.items))
    for some in np.array_split(np.arange(len(rows)), parts):
        count.add(np.array(cells, dtype=int)[some], chosen[some])
    found = [
        Counter(
            {
                (cell, round(score, 9)): int(n)
                for cell, row in enumerate(persons)
                for score, n in zip(scores.tolist(), row, strict=True)
                if n
            }
        )
        for scores, persons in count.counted()
    ]
    return found, count.answered.tolist()


def by_the_rule(spec, rows, cells):
    scores = score_answers(rows, spec)
    return [
        Counter(
            (cell, round(score, 9))
            for cell, score in zip(cells, column, strict=True)
            if not np.isnan(score)
        )
        for column in scores.T
    ]


def in_cells(rows):
    return [sum(row) % 3 for row in rows]


@given(answered(), st.integers(1, 4))
@settings(deadline=None)
def test_tables_agree_with_the_rule(case, parts):
    spec, rows = case
    cells = in_cells(rows)

    found, many = by_tables(spec, rows, cells, parts)

    assert found == by_the_rule(spec, rows, cells)
    assert many == [cells.count(cell) for cell in range(3)]


@pytest.mark.parametrize(
    "sizes",
    [[5] * 12, [11] * 10, [101, 101, 101], [250, 250, 3], [2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ids=str,
)
def test_a_scale_too_long_for_one_table_agrees_too(sizes):
    spec = Spec([Item("a", size, size % 2 == 0) for size in sizes], [Scale("a", 2)])
    rng = np.random.default_rng(5)
    rows = [bytes(rng.integers(0, np.array(sizes) + 1).tolist()) for _ in range(400)]
    rows += [bytes(len(sizes)), bytes(sizes)]

    found, _ = by_tables(spec, rows, in_cells(rows))

    assert found == by_the_rule(spec, rows, in_cells(rows))


def test_the_order_of_answers_leaves_no_trace():
    spec = Spec([Item("a", 5)] * 3, [Scale("a", 2)])
    rng = np.random.default_rng(7)
    rows = [bytes(rng.integers(0, 6, 3).tolist()) for _ in range(300)]
    counted = ScoreCount(spec, 3), ScoreCount(spec, 3)

    for count, some in zip(counted, (rows, sorted(rows)), strict=True):
        chosen = np.frombuffer(b"".join(some), dtype=np.uint8).reshape(-1, 3)
        count.add(np.array(in_cells(some)), chosen)

    one, other = (next(count.counted()) for count in counted)
    assert [column.tobytes() for column in one] == [column.tobytes() for column in other]


def test_a_mean_of_item_means_would_not_agree():
    spec = Spec([Item("a", 5)] * 2, [Scale("a", 1)])
    rows = [bytes([5, 0]), bytes([1, 1]), bytes([1, 1])]

    [found], _ = by_tables(spec, rows, [0, 0, 0])

    mean = sum(score * n for (_, score), n in found.items()) / 3
    item_means = (np.mean([100, 0, 0]) + np.mean([0, 0])) / 2
    assert mean == pytest.approx(100 / 3)
    assert mean != pytest.approx(item_means)


def test_a_scale_without_items_scores_nobody():
    spec = Spec([Item("a", 3)], [Scale("a", 1), Scale("b", 0)])

    found, many = by_tables(spec, [b"\1", b"\3"], [0, 0])

    assert found[1] == Counter()
    assert many == [2, 0, 0]


@pytest.mark.parametrize(("row", "match"), [([1], "2 bytes"), ([1, 4], "3 options")])
def test_an_answer_that_does_not_fit_is_refused(row, match):
    count = ScoreCount(Spec([Item("a", 3), Item("a", 3)], [Scale("a", 1)]), 1)

    with pytest.raises(ValueError, match=match):
        count.add(np.array([0]), np.array([row], dtype=np.uint8))
