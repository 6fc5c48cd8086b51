"""Halves of a seal key: whole together, nothing alone, and no typing error unnoticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivsel.domain.blindsign import halves
from trivsel.domain.blindsign.halves import Side, join, read, split, write
from trivsel.domain.blindsign.receipt import SIGNS
from trivsel.domain.blindsign.refusals import BadHalf

keys = st.binary(min_size=32, max_size=32)
sides = st.sampled_from(Side)


@given(keys)
def test_both_halves_make_the_key_again(key):
    parts = split(key, "b7f3")

    assert join(parts[Side.MANAGEMENT], parts[Side.EMPLOYEES]) == key
    assert key not in parts.values()


@given(keys)
def test_the_same_key_has_other_halves_in_another_round(key):
    assert split(key, "b7f3") == split(key, "b7f3")
    assert not set(split(key, "b7f3").values()) & set(split(key, "c2d4").values())


@given(keys)
def test_keys_that_differ_by_one_bit_have_halves_with_nothing_in_common(key):
    near = bytes([key[0] ^ 1]) + key[1:]

    for side in Side:
        one, other = split(key, "b7f3")[side], split(near, "b7f3")[side]
        assert 70 < int.from_bytes(join(one, other)).bit_count() < 186  # of 256; chance is 128


@given(half=keys, side=sides)
def test_what_is_written_is_read_whatever_the_case_and_spaces(half, side):
    paper = write(half, "b7f3", side)

    assert read(paper, "b7f3", side) == half
    assert read(paper.lower().replace("-", " "), "b7f3", side) == half
    assert read(paper.replace("0", "O").replace("1", "l"), "b7f3", side) == half


@given(half=keys, side=sides, at=st.integers(0, 64), sign=st.sampled_from(SIGNS))
def test_a_wrong_sign_is_found_in_its_group_or_makes_another_half(half, side, at, sign):
    signs = write(half, "b7f3", side).replace("-", "")
    typed = signs[:at] + sign + signs[at + 1 :]
    if typed == signs:
        return
    # One in 32 slips through as another half; then the public key does not fit.
    assert read_or_group(typed, side) not in {
        half,
        *range(at // 5 + 1),
        *range(at // 5 + 2, 14),
    }


def read_or_group(typed, side):
    try:
        return read(typed, "b7f3", side)
    except BadHalf as error:
        return error.group


def test_wrong_signs_are_nearly_always_found_and_without_check_signs_never():
    paper = write(bytes(range(32)), "b7f3", Side.EMPLOYEES).replace("-", "")
    tried = [
        paper[:at] + sign + paper[at + 1 :]
        for at in range(len(paper))
        for sign in SIGNS
        if sign != paper[at]
    ]

    assert sum(is_found(typed) for typed in tried) > 0.94 * len(tried)


def is_found(typed):
    try:
        read(typed, "b7f3", Side.EMPLOYEES)
    except BadHalf:
        return True
    return False


def test_a_careless_paper_without_check_signs_takes_any_error(monkeypatch):
    monkeypatch.setattr(halves, "_check", lambda *_: "0")
    paper = write(bytes(range(32)), "b7f3", Side.EMPLOYEES)

    assert not is_found(paper.replace("-", "")[:10] + "Z" + paper.replace("-", "")[11:])


@given(half=keys)
def test_the_other_sides_half_and_another_rounds_are_refused(half):
    paper = write(half, "b7f3", Side.MANAGEMENT)

    for round_, side in [("b7f3", Side.EMPLOYEES), ("c2d4", Side.MANAGEMENT)]:
        with pytest.raises(BadHalf):
            read(paper, round_, side)


@pytest.mark.parametrize("text", ["", "0000", "0" * 64, "0" * 66])
def test_too_few_or_too_many_signs_are_said(text):
    with pytest.raises(BadHalf) as refused:
        read(text, "b7f3", Side.MANAGEMENT)
    assert refused.value.group == 0


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_is_no_key(length):
    with pytest.raises(ValueError, match="32 bytes"):
        split(bytes(length), "b7f3")
    with pytest.raises(ValueError, match="32 bytes"):
        write(bytes(length), "b7f3", Side.MANAGEMENT)
