"""Shares that add up, and from which nobody counts heads."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivsel.domain.disclosure.shares import shares

bands = st.tuples(*[st.integers(0, 8)] * 4).filter(any)


@given(bands)
def test_shares_of_a_known_number_add_up_and_lie_within_one_of_the_truth(counts):
    told = shares(counts, sum(counts), sum(counts))

    assert sum(told) == 100
    for share, count in zip(told, counts, strict=True):
        assert abs(share - 100 * count / sum(counts)) < 1


@given(bands, st.sampled_from([(5, 20), (10, 10), (20, 5), (100, 1)]))
def test_shares_of_an_unknown_number_add_up_and_lie_within_their_step(counts, case):
    low, step = case

    told = shares(counts, low, low + 1)

    assert sum(told) == 100
    for share, count in zip(told, counts, strict=True):
        assert share % step == 0
        assert abs(share - 100 * count / sum(counts)) < step


def every(n):
    """All ways n persons can fall in four bands."""
    return [
        (a, b, c, n - a - b - c)
        for a, b, c in product(range(n + 1), repeat=3)
        if a + b + c <= n
    ]


def test_whole_per_cent_would_tell_eleven_persons_from_twelve():
    told = shares([5, 4, 3, 0], 12, 12)

    assert told not in {shares(counts, 11, 11) for counts in every(11)}


@pytest.mark.parametrize(("low", "high"), [(5, 12), (10, 16), (20, 22)])
def test_coarser_shares_tell_no_number_in_the_range_from_another(low, high):
    possible = [
        {shares(counts, low, high) for counts in every(n)} for n in range(low, high + 1)
    ]

    assert all(told == possible[0] for told in possible)
