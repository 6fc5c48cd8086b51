"""The headline never claims what the intervals do not carry."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from trivsel.surveys.readings.bands import FINE, HARD, Band, Mark, band, is_better, mark, turned
from trivsel.surveys.readings.headline import Finding, Standing, find, headline


@st.composite
def standings(draw: st.DrawFn) -> list[Standing]:
    made = []
    for number in range(draw(st.integers(0, 9))):
        score = draw(st.integers(0, 100))
        reach = draw(st.integers(0, 20))
        made.append(Standing(f"theme {number}", score - reach, score, score + reach))
    return made


@given(standings())
def test_a_theme_called_best_lies_with_its_whole_interval_above_all_that_are_not(themes):
    best = find(themes).best

    others = [theme for theme in themes if theme not in best]
    assert all(theme.low > other.high for theme in best for other in others)


@given(standings())
def test_a_theme_called_weakest_lies_with_its_whole_interval_below_all_that_are_not(themes):
    weakest = find(themes).weakest

    others = [theme for theme in themes if theme not in weakest]
    assert all(theme.high < other.low for theme in weakest for other in others)


@given(standings())
def test_nothing_hard_is_called_best_and_nothing_fine_is_called_weak(themes):
    finding = find(themes)

    assert all(theme.score >= HARD for theme in finding.best)
    assert all(theme.score < FINE for theme in finding.weakest)


@given(standings())
def test_those_named_are_fewer_than_those_left(themes):
    finding = find(themes)

    for named in (finding.best, finding.weakest):
        assert len(named) <= 2
        assert not named or len(named) < len(themes) - len(named)
    assert not set(finding.best) & set(finding.weakest)


@given(standings(), st.randoms())
def test_the_order_in_which_themes_come_changes_nothing(themes, random):
    shuffled = random.sample(themes, len(themes))

    assert find(shuffled) == find(themes)


def test_a_careless_rule_would_claim_too_much():
    # Negative control: by means alone one of these is lowest, and the intervals overlap.
    themes = [
        Standing("a", 40, 50, 60),
        Standing("b", 42, 52, 62),
        Standing("c", 60, 70, 80),
        Standing("d", 61, 71, 81),
    ]

    assert min(themes, key=lambda theme: theme.score).title == "a"
    assert find(themes) == Finding((), ())


def test_one_theme_at_each_end_is_named_in_one_sentence():
    themes = [
        Standing("Støtte", 72, 75, 78),
        Standing("Mening", 60, 63, 66),
        Standing("Indflydelse", 58, 61, 64),
        Standing("Krav", 40, 43, 46),
    ]

    with translation.override("en"):
        assert headline(find(themes)) == "“Støtte” looks best, “Krav” most needs a talk"


@pytest.mark.parametrize("best", [0, 1, 2])
@pytest.mark.parametrize("weakest", [0, 1, 2])
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_sentence_names_exactly_what_was_found(best, weakest, language):
    high = tuple(Standing(f"high{n}", 80, 85, 90) for n in range(best))
    low = tuple(Standing(f"low{n}", 10, 15, 20) for n in range(weakest))

    with translation.override(language):
        text = headline(Finding(high, low))

    assert [f"high{n}" in text for n in range(2)] == [n < best for n in range(2)]
    assert [f"low{n}" in text for n in range(2)] == [n < weakest for n in range(2)]
    assert "%" not in text


@given(
    *(st.integers(0, 100), st.integers(0, 20)) * 2,
)
def test_a_mark_stands_only_where_two_intervals_do_not_touch(mean, margin, whole, whole_margin):
    found = mark(mean, margin, whole=whole, whole_margin=whole_margin)

    apart = mean - margin > whole + whole_margin or mean + margin < whole - whole_margin
    assert found is None or apart
    assert found is None or (found is Mark.OVER) == (mean > whole)
    assert (found is not None) == (apart and abs(mean - whole) >= 5)


def test_where_low_is_good_a_low_number_is_green_and_over_is_not_better():
    assert band(12, good="low") is Band.VERY_GOOD
    assert band(12, good="high") is Band.VERY_WEAK
    assert turned(12, good="low") == 88
    assert not is_better(Mark.OVER, good="low")
    assert is_better(Mark.OVER, good="high")
