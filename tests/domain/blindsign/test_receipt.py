"""A receipt is read as it was written, and its check sign notices what fingers do."""

from hashlib import sha256

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trivsel.domain.blindsign.receipt import LENGTH, SIGNS, Receipt
from trivsel.domain.blindsign.refusals import BadReceipt

receipts = st.binary(min_size=32, max_size=32).map(Receipt)
signs_of = receipts.map(lambda receipt: str(receipt).replace("-", ""))
places = st.integers(0, LENGTH - 1)


@given(receipts)
def test_a_receipt_is_read_as_it_was_written(receipt):
    assert Receipt.read(str(receipt)) == receipt
    assert [len(group) for group in str(receipt).split("-")] == [4] * 13 + [1]


@given(receipts)
def test_spaces_small_letters_and_look_alikes_are_forgiven(receipt):
    sloppy = " ".join(str(receipt).lower()).replace("0", "o").replace("1", "l")

    assert Receipt.read(f"\n{sloppy}\t") == receipt
    assert Receipt.read(str(receipt).replace("1", "I").replace("-", "\u2013")) == receipt


def test_a_receipt_is_the_hash_of_the_envelope_and_of_no_other():
    envelope = bytes(range(112))

    assert Receipt.of(envelope).digest == sha256(envelope).digest()
    assert Receipt.of(envelope) == Receipt.of(bytes(range(112)))
    assert Receipt.of(envelope) != Receipt.of(envelope[:-1])


def test_the_signs_are_the_same_on_every_machine():
    """Written out once: a browser must show the same."""
    shown = str(Receipt.of(b"trivsel"))

    assert shown == "1XK5-G39A-C0CK-5YKK-8925-H7X1-VA86-KMAF-DQ69-3GST-87XP-XEMX-G2JN-9"


@given(signs_of, places, st.sampled_from(SIGNS))
def test_any_one_wrong_sign_is_noticed(signs, place, sign):
    assume(signs[place] != sign)

    with pytest.raises(BadReceipt, match="wrong"):
        Receipt.read(signs[:place] + sign + signs[place + 1 :])


@given(signs_of, places, st.integers(1, 30))
def test_two_signs_that_change_places_are_noticed_unless_far_apart(signs, one, apart):
    other = one + apart
    assume(other < LENGTH)
    assume(signs[one] != signs[other])
    turned = list(signs)
    turned[one], turned[other] = turned[other], turned[one]

    with pytest.raises(BadReceipt):
        Receipt.read("".join(turned))


def test_a_plain_sum_would_not_notice_two_signs_that_change_places():
    signs = str(Receipt.of(b"x")).replace("-", "")
    turned = signs[1] + signs[0] + signs[2:]
    values = [[SIGNS.index(sign) for sign in text] for text in (signs, turned)]

    assert signs != turned
    assert sum(values[0]) == sum(values[1])
    with pytest.raises(BadReceipt):
        Receipt.read(turned)


@given(signs_of)
def test_a_number_larger_than_a_hash_is_refused_though_its_check_fits(signs):
    """There is one way to write a receipt: the first sign is 0 or 1."""
    for first in SIGNS[2:]:
        for check in SIGNS:
            with pytest.raises(BadReceipt):
                Receipt.read(first + signs[1:-1] + check)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "53 signs, this has 0"),
        ("0" * 52, "53 signs"),
        ("0" * 54, "53 signs"),
        ("0" * 52 + "U", "no receipt has"),
        ("0" * 52 + "å", "no receipt has"),
        ("0" * 52 + "ß", "53 signs"),
        ("0" * 52 + "٣", "no receipt has"),
    ],
)
def test_what_is_no_receipt_is_refused_with_a_reason(text, reason):
    with pytest.raises(BadReceipt, match=reason):
        Receipt.read(text)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_hash_of_another_length_is_no_receipt(length):
    with pytest.raises(BadReceipt, match="32"):
        Receipt(bytes(length))
