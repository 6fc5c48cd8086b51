"""The check sign notices what fingers do."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trivsel.domain.slipcode import Kind, SlipCodeError, new_code, read_code

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
codes = st.binary(min_size=7, max_size=20).map(new_code)
signs_of = st.builds(lambda code: code.replace("-", ""), codes)


@given(codes)
def test_a_code_is_read_as_it_was_made(code):
    assert read_code(code) == code
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert set(code) <= {*SIGNS, "-"}


@given(codes)
def test_spaces_small_letters_and_look_alikes_are_forgiven(code):
    sloppy = " ".join(code.lower()).replace("0", "o").replace("1", "l")

    assert read_code(sloppy) == code


@given(signs_of, st.integers(0, 11), st.sampled_from(SIGNS))
def test_any_one_wrong_sign_is_noticed(code, place, sign):
    assume(code[place] != sign)

    with pytest.raises(SlipCodeError) as error:
        read_code(code[:place] + sign + code[place + 1 :])

    assert error.value.kind == Kind.CHECK


@given(signs_of, st.integers(0, 11), st.integers(0, 11))
def test_any_two_signs_that_change_places_are_noticed(code, one, other):
    assume(code[one] != code[other])
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]

    with pytest.raises(SlipCodeError):
        read_code("".join(signs))


def test_a_plain_sum_would_not_notice_two_signs_that_change_places():
    code = new_code(b"sevenup").replace("-", "")
    turned = code[1] + code[0] + code[2:]
    values = [[SIGNS.index(sign) for sign in text] for text in (code, turned)]

    assert sum(values[0]) == sum(values[1])
    with pytest.raises(SlipCodeError):
        read_code(turned)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("", "length"), ("ECJQ-CNKN-EXC", "length"), ("ECJQ-CNKN-EXCU", "sign")],
)
def test_what_is_wrong_is_named(text, kind):
    with pytest.raises(SlipCodeError) as error:
        read_code(text)

    assert error.value.kind == kind


@given(st.integers(0, 2**55 - 1), st.integers(0, 2**55 - 1))
def test_different_bits_give_different_codes(one, other):
    codes = [new_code(bits.to_bytes(7)) for bits in (one, other)]

    assert (codes[0] == codes[1]) == (one == other)


def test_too_few_random_bytes_are_refused():
    with pytest.raises(ValueError, match="7 random bytes"):
        new_code(b"short")
