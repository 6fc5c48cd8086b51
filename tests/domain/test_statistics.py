"""Scores and intervals against the same thing said in plain Python."""

from math import isnan, nan, sqrt
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given

from domain.questionnaires import Item, Scale, Spec, answered
from trivsel.domain.disclosure import Node, Reason, protect
from trivsel.domain.instrument import InstrumentSpec
from trivsel.domain.statistics import half_width, pooled_spread, score_answers


def plain_score(spec, row, scale):
    got = []
    for answer, item in zip(row, spec.items, strict=True):
        if item.scale == scale.key and answer:
            points = 100 * (answer - 1) / (item.options - 1)
            got.append(100 - points if item.reversed else points)
    return fmean(got) if len(got) >= scale.needed else nan


@given(answered())
def test_scores_agree_with_the_rule_in_plain_python(case):
    spec, rows = case

    scores = score_answers(rows, spec)

    assert scores.shape == (len(rows), len(spec.scales))
    expected = [[plain_score(spec, row, scale) for scale in spec.scales] for row in rows]
    np.testing.assert_allclose(scores, np.array(expected).reshape(scores.shape), atol=1e-9)


@given(answered())
def test_scores_lie_between_0_and_100_and_turn_round_with_their_items(case):
    spec, rows = case
    turned = Spec([Item(i.scale, i.options, not i.reversed) for i in spec.items], spec.scales)

    scores = score_answers(rows, spec)

    assert np.all(np.isnan(scores) | ((scores >= 0) & (scores <= 100)))
    np.testing.assert_allclose(score_answers(rows, turned), 100 - scores, atol=1e-9)


@pytest.mark.parametrize(("row", "match"), [(b"\1", "2 bytes"), (b"\1\4", "3 options")])
def test_a_row_that_does_not_fit_is_refused(row, match):
    spec = Spec([Item("a", 3), Item("a", 3)], [Scale("a", 1)])

    with pytest.raises(ValueError, match=match):
        score_answers([row], spec)


def test_a_person_who_answered_fewer_than_half_has_no_score():
    spec = Spec([Item("a", 5)] * 4, [Scale("a", 2)])

    scores = score_answers([bytes([5, 0, 0, 0]), bytes([5, 1, 0, 0])], spec)

    assert isnan(scores[0, 0])
    assert scores[1, 0] == 50


def test_a_real_instrument_can_be_scored():
    document = {
        "key": "k",
        "version": "1",
        "languages": ["en"],
        "title": {"en": "T"},
        "intro": {},
        "licence": "",
        "source": "",
        "option_sets": [
            {"key": "o", "options": [{"value": v, "en": str(v)} for v in (4, 2, 0)]}
        ],
        "scales": [
            {
                "key": "s",
                "title": {"en": "S"},
                "about": {},
                "good": "high",
                "minimum_answered": 0.5,
                "talk": {},
            }
        ],
        "items": [
            {"key": "i", "scale": "s", "options": "o", "reversed": False, "text": {"en": "?"}}
        ],
    }

    scores = score_answers([b"\1", b"\2", b"\3"], InstrumentSpec.from_dict(document))

    assert scores[:, 0].tolist() == [100, 50, 0]


def test_the_interval_agrees_with_a_table_of_t():
    groups = [np.array([40.0, 60.0, 80.0]), np.array([10.0, 30.0, 50.0, 70.0, nan])]

    spread = pooled_spread(groups)

    assert spread.freedom == 5
    assert spread.sd == pytest.approx(sqrt((800 + 2000) / 5))
    assert half_width(4, spread) == pytest.approx(2.570582 * spread.sd / 2, rel=1e-6)


def test_no_spread_without_two_scores_in_a_group():
    assert pooled_spread([np.array([40.0]), np.array([nan])]) is None


def test_a_protected_table_shows_the_same_margin_rounded_up():
    rng = np.random.default_rng(3)
    nodes = [Node("u:P", None, 0), Node("c:A", "u:P", 40), Node("c:B", "u:P", 30)]
    scores = {"c:A": rng.uniform(0, 100, (25, 1)), "c:B": rng.uniform(0, 100, (18, 1))}

    table = protect(nodes, scores, scales=["a"])

    spread = pooled_spread([rows[:, 0] for rows in scores.values()])
    for row in table.rows:
        assert row.reason == Reason.SHOWN
        exact = half_width(row.answered.exact, spread)
        assert exact <= row.figures["a"].margin < exact + 1
