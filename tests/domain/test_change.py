"""Change between rounds, trends, shares and the silent: held against R and against scipy."""

from itertools import pairwise
from math import isclose, sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from trivsel.domain.statistics import (
    Sample,
    benjamini_hochberg,
    bounds_of_the_whole,
    cochran_armitage,
    holm,
    parents_first,
    r_indicator,
    smallest_detectable_change,
    trend,
    welch,
    wilson,
)

scores = st.lists(st.integers(0, 100).map(float), min_size=2, max_size=40)
p_values = st.lists(st.floats(0, 1), min_size=1, max_size=12)
# R: sleep$extra by sleep$group
SLEEP = (
    [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
    [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
)


# --- two rounds ------------------------------------------------------------------------------
def test_a_difference_is_what_r_gives_for_its_own_example():
    found = welch(*(Sample.of(np.array(group)) for group in SLEEP))

    # R 4: t.test(extra ~ group, data = sleep)
    assert found.t == pytest.approx(1.8608, abs=5e-5)
    assert found.freedom == pytest.approx(17.776, abs=5e-4)
    assert found.p == pytest.approx(0.07939, abs=5e-6)
    assert (found.low, found.high) == pytest.approx((-0.2054832, 3.3654832), abs=5e-8)


@given(first=scores, other=scores)
def test_a_difference_is_what_scipy_gives_from_the_answers(first, other):
    assume(len(set(first)) > 1)
    assume(len(set(other)) > 1)

    found = welch(Sample.of(np.array(first)), Sample.of(np.array(other)), confidence=0.9)

    theirs = stats.ttest_ind(other, first, equal_var=False)
    wide = theirs.confidence_interval(0.9)
    assert (found.t, found.p, found.freedom) == pytest.approx(
        (theirs.statistic, theirs.pvalue, theirs.df), rel=1e-6, abs=1e-9
    )
    assert (found.low, found.high) == pytest.approx((wide.low, wide.high), rel=1e-6, abs=1e-9)


@given(first=scores, other=scores)
def test_seen_from_the_other_side_a_difference_is_the_same(first, other):
    assume(len(set(first)) > 1 or len(set(other)) > 1)
    one, two = Sample.of(np.array(first)), Sample.of(np.array(other))

    there, back = welch(one, two), welch(two, one)

    assert (there.points, there.low, there.p) == pytest.approx(
        (-back.points, -back.high, back.p)
    )


def test_who_has_no_score_is_not_counted():
    assert Sample.of(np.array([40.0, np.nan, 60.0])) == Sample.of(np.array([40.0, 60.0]))


@pytest.mark.parametrize("scores", [[], [50.0], [50.0, np.nan]])
def test_of_one_person_there_is_no_sample(scores):
    with pytest.raises(ValueError, match="no sample"):
        Sample.of(np.array(scores))


def test_where_all_answer_alike_nothing_can_be_compared():
    with pytest.raises(ValueError, match="nobody differs"):
        welch(Sample(10, 50.0, 0.0), Sample(10, 60.0, 0.0))


@pytest.mark.parametrize("confidence", [0.0, 1.0, -1.0, float("nan")])
def test_nothing_is_certain(confidence):
    sample = Sample(10, 50.0, 4.0)
    with pytest.raises(ValueError, match="confidence"):
        welch(sample, sample, confidence=confidence)


def test_with_a_perfect_scale_every_change_can_be_detected_and_with_noise_none_below_it():
    assert smallest_detectable_change(10, 20.0, 1.0) == 0
    assert smallest_detectable_change(25, 20.0, 0.0) == pytest.approx(
        1.959963984540054 * sqrt(2) * 20 / 5
    )


def test_four_times_as_many_people_halve_the_smallest_change():
    few, many = (smallest_detectable_change(n, 20.0, 0.8) for n in (10, 40))

    assert few == pytest.approx(2 * many)


@pytest.mark.parametrize(("n", "sd", "r"), [(0, 20, 0.8), (10, -1, 0.8), (10, 20, 1.1)])
def test_no_change_is_given_for_what_cannot_be(n, sd, r):
    with pytest.raises(ValueError, match="no change"):
        smallest_detectable_change(n, sd, r)


# --- many looks ------------------------------------------------------------------------------
P = [0.01, 0.02, 0.03, 0.04, 0.05]


def test_corrections_are_what_r_gives():
    assert holm(P) == pytest.approx([0.05, 0.08, 0.09, 0.09, 0.09])
    assert benjamini_hochberg(P) == pytest.approx([0.05] * 5)
    assert benjamini_hochberg([0.001, 0.2, 0.03, 0.9]) == pytest.approx(
        [0.004, 0.2 * 4 / 3, 0.06, 0.9]
    )


@given(p_values)
def test_the_false_discovery_rate_is_what_scipy_gives(values):
    assert benjamini_hochberg(values) == pytest.approx(
        list(stats.false_discovery_control(values))
    )


@given(p_values)
def test_a_correction_never_helps_and_keeps_the_order(values):
    for correct in (holm, benjamini_hochberg):
        adjusted = correct(values)
        assert all(a >= p and a <= 1 for a, p in zip(adjusted, values, strict=True))
        in_order = [a for _p, a in sorted(zip(values, adjusted, strict=True))]
        assert all(a <= b for a, b in pairwise(in_order))


@given(p_values)
def test_no_correction_marks_more_than_the_rate_does(values):
    both = zip(holm(values), benjamini_hochberg(values), strict=True)

    assert all(strict >= rate or isclose(strict, rate) for strict, rate in both)


def test_by_chance_alone_holm_marks_as_seldom_as_promised_and_no_correction_far_oftener():
    chance = np.random.default_rng(7)
    draws = chance.random((2000, 20))

    corrected = sum(min(holm(list(row))) <= 0.05 for row in draws)
    careless = sum(min(row) <= 0.05 for row in draws)

    assert corrected / 2000 < 0.065
    assert careless / 2000 > 0.5


TREE = {"firm": None, "hall": "firm", "office": "firm", "day": "hall", "night": "hall"}


def test_a_team_is_not_looked_at_where_its_department_shows_nothing():
    looks = {"firm": 0.001, "hall": 0.4, "office": 0.02, "day": 1e-9}

    marked = parents_first(looks, TREE, level=0.05, correction=holm)

    assert marked == {"firm", "office"}
    flat = dict(zip(looks, holm(list(looks.values())), strict=True))
    assert flat["day"] <= 0.05, "looked at all together it would be"


def test_under_a_hidden_department_teams_are_siblings_of_the_next_above():
    looks = {"firm": 0.001, "day": 0.01, "office": 0.9}

    assert parents_first(looks, TREE, level=0.05, correction=holm) == {"firm", "day"}


def test_where_nothing_is_known_at_the_top_the_looking_begins_below():
    assert parents_first({"hall": 0.01}, TREE, level=0.05, correction=holm) == {"hall"}
    assert parents_first({}, TREE, level=0.05, correction=holm) == set()


@pytest.mark.parametrize("bad", [-0.1, 1.1, float("nan")])
def test_what_is_no_p_value_is_refused(bad):
    for correct in (holm, benjamini_hochberg):
        with pytest.raises(ValueError, match="between 0 and 1"):
            correct([0.5, bad])


# --- shares ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_of_a_share_is_the_one_in_the_books(hits, n, low, high):
    found = wilson(hits, n)

    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


@given(n=st.integers(1, 500), data=st.data())
def test_the_interval_of_a_share_is_what_scipy_gives_and_stays_a_share(n, data):
    hits = data.draw(st.integers(0, n))

    found = wilson(hits, n)

    theirs = stats.binomtest(hits, n).proportion_ci(method="wilson")
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
    assert 0 <= found.low <= hits / n <= found.high <= 1


@pytest.mark.parametrize(("hits", "n"), [(1, 0), (3, 2), (-1, 5)])
def test_of_nobody_there_is_no_share(hits, n):
    with pytest.raises(ValueError, match="no interval"):
        wilson(hits, n)


def test_a_share_that_rises_and_one_that_falls_are_told_apart():
    rising = cochran_armitage([10, 20, 30], [50, 50, 50], [1, 2, 3])
    falling = cochran_armitage([30, 20, 10], [50, 50, 50], [1, 2, 3])

    assert rising.z == pytest.approx(-falling.z)
    assert rising.z > 3


def test_a_share_of_nobody_or_everybody_has_no_trend():
    assert cochran_armitage([0, 0, 0], [9, 9, 9], [1, 2, 3]) is None
    assert cochran_armitage([9, 9, 9], [9, 9, 9], [1, 2, 3]) is None


@pytest.mark.parametrize(
    ("hits", "n", "when"),
    [
        ([1, 2], [9, 9], [1, 2]),
        ([1, 2, 10], [9, 9, 9], [1, 2, 3]),
        ([1, 2, 3], [9] * 3, [1] * 3),
    ],
)
def test_two_rounds_or_one_moment_are_no_trend_of_shares(hits, n, when):
    with pytest.raises(ValueError, match=r"three rounds|same time"):
        cochran_armitage(hits, n, when)


# --- three rounds and more -------------------------------------------------------------------
@given(rounds=st.lists(scores, min_size=3, max_size=6))
def test_a_trend_is_the_line_through_all_answers(rounds):
    when = [year for year, _ in enumerate(rounds)]
    answers = [value for group in rounds for value in group]
    assume(len(set(answers)) > 1)

    found = trend([Sample.of(np.array(group)) for group in rounds], when)

    at = np.repeat(when, [len(group) for group in rounds])
    theirs = stats.linregress(at, answers)
    assume(found is not None and theirs.stderr > 1e-9)
    assert (found.slope, found.slope / found.t if found.t else 0) == pytest.approx(
        (theirs.slope, theirs.stderr if found.t else 0), rel=1e-6, abs=1e-9
    )
    assert found.p == pytest.approx(theirs.pvalue, rel=1e-6, abs=1e-9)


def test_a_steady_mean_has_no_trend_and_a_clear_one_has():
    steady = trend([Sample(40, 60.0, 400.0)] * 4, [2023, 2024, 2025, 2026])
    rising = trend([Sample(40, 50.0 + 8 * year, 400.0) for year in range(4)], [0, 1, 2, 3])

    assert (steady.slope, steady.p) == (0, 1)
    assert rising.slope == pytest.approx(8)
    assert rising.p < 0.001


def test_a_line_that_nobody_strays_from_is_not_called_certain():
    assert trend([Sample(5, 50.0 + year, 0.0) for year in range(3)], [0, 1, 2]) is None


def test_two_rounds_or_one_moment_are_no_trend():
    sample = Sample(10, 50.0, 100.0)
    with pytest.raises(ValueError, match="three rounds"):
        trend([sample, sample], [1, 2])
    with pytest.raises(ValueError, match="same time"):
        trend([sample] * 3, [1, 1, 1])


# --- the silent ------------------------------------------------------------------------------
def test_groups_that_answer_alike_speak_alike():
    assert r_indicator([30, 15], [60, 30]) == 1
    assert r_indicator([50, 0], [50, 50]) < 0.01


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(40, 60)), min_size=2, max_size=9))
def test_the_indicator_is_the_spread_of_all_who_were_asked(groups):
    answered, asked = zip(*groups, strict=True)
    rates = np.repeat([x / n for x, n in groups], asked)

    assert r_indicator(answered, asked) == pytest.approx(1 - 2 * rates.std(ddof=1))


@given(
    known=st.lists(st.integers(0, 100), min_size=1, max_size=30),
    silent=st.lists(st.integers(0, 100), max_size=30),
)
def test_whatever_the_silent_think_the_whole_lies_within_its_bounds(known, silent):
    found = bounds_of_the_whole(
        min(sum(known) / len(known), 100.0), len(known), len(known) + len(silent)
    )

    assert found.low - 1e-9 <= float(np.mean(known + silent)) <= found.high + 1e-9


@pytest.mark.parametrize(("mean", "answered", "asked"), [(101, 5, 9), (50, 0, 9), (50, 10, 9)])
def test_bounds_are_given_for_possible_numbers_only(mean, answered, asked):
    with pytest.raises(ValueError, match="no bounds"):
        bounds_of_the_whole(mean, answered, asked)


def test_a_group_of_nobody_has_no_rate():
    with pytest.raises(ValueError, match="each group"):
        r_indicator([0, 1], [0, 2])
