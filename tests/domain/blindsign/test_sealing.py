"""What is sealed opens at its own place only, and tells nothing by its length."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from trivsel.domain.blindsign import sealing
from trivsel.domain.blindsign.refusals import BadEnvelope
from trivsel.domain.blindsign.sealing import Label

PRIVATE = X25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PRIVATE.public_key().public_bytes_raw()
LABEL = Label("box1", "c1", b"n" * 32)
SIZES = [5] * 20
OLD = (
    "95b6cd712c5edc8204212c73fc71dee1d4043e95d8919153d4e0af7f66946304"
    "6fffe5993050b64c30ec02ed8f94bcf6c2d4f3c7202b758b1e4f3e00dedc139b"
    "56376edb0d4239525b815a78d768227ae9027e939c5d2eea78c0553cde5013ad"
    "ad3349eeb857a68186af24fc66b85a31"
)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=200).map(bytes))
def test_what_is_sealed_comes_out_again(packed):
    envelope = sealing.seal(packed, PUBLIC, LABEL)

    assert sealing.unseal(envelope, PRIVATE, LABEL, [5] * len(packed)) == packed


@given(st.lists(st.integers(0, 5), min_size=20, max_size=20).map(bytes))
def test_every_envelope_of_a_box_is_of_one_length(packed):
    assert len(sealing.seal(packed, PUBLIC, LABEL)) == 32 + 64 + 16


def test_the_same_answer_never_looks_the_same():
    sealed = {sealing.seal(bytes(20), PUBLIC, LABEL) for _ in range(5)}

    assert len(sealed) == 5


@pytest.mark.parametrize(
    "label",
    [
        replace(LABEL, round="box2"),
        replace(LABEL, cell="c2"),
        replace(LABEL, nullifier=b"m" * 32),
    ],
)
def test_an_envelope_moved_to_another_place_does_not_open(label):
    envelope = sealing.seal(bytes(20), PUBLIC, LABEL)

    with pytest.raises(BadEnvelope):
        sealing.unseal(envelope, PRIVATE, label, SIZES)


@pytest.mark.parametrize("place", [0, 31, 32, 60, 111])
def test_an_envelope_with_one_bit_turned_does_not_open(place):
    envelope = bytearray(sealing.seal(bytes(20), PUBLIC, LABEL))
    envelope[place] ^= 1

    with pytest.raises(BadEnvelope):
        sealing.unseal(bytes(envelope), PRIVATE, LABEL, SIZES)


@pytest.mark.parametrize("envelope", [b"", b"\0" * 10, b"\0" * 112])
def test_what_was_never_an_envelope_is_refused(envelope):
    with pytest.raises(BadEnvelope):
        sealing.unseal(envelope, PRIVATE, LABEL, SIZES)


@pytest.mark.parametrize("packed", [bytes(19), bytes(21), bytes([6]) + bytes(19)])
def test_an_answer_to_another_paper_is_refused(packed):
    envelope = sealing.seal(packed, PUBLIC, LABEL)

    with pytest.raises(BadEnvelope, match="something else"):
        sealing.unseal(envelope, PRIVATE, LABEL, SIZES)


@pytest.mark.parametrize(
    "frame",
    [
        b"\2\0\x14" + bytes(61),
        b"\1\0\x14" + bytes(60) + b"\1",
        b"\1\0\x14" + bytes(60),
        b"\1\0\x14" + bytes(125),
        b"\1\0\x40" + bytes(61),
        b"\1\0",
        b"",
    ],
)
def test_a_frame_of_another_version_or_with_something_hidden_is_refused(frame):
    envelope = sealing.SUITE.encrypt(frame, PRIVATE.public_key(), info=LABEL.info)

    with pytest.raises(BadEnvelope, match="framed"):
        sealing.unseal(envelope, PRIVATE, LABEL, SIZES)


@pytest.mark.parametrize(
    "bad", [("", "c1"), ("r1", ""), ("r\0", "c1"), ("r1", "c\0001"), ("box1\0c1", "")]
)
def test_a_label_that_could_be_read_in_two_ways_is_refused(bad):
    with pytest.raises(BadEnvelope, match="two ways"):
        Label(*bad, b"n" * 32)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_label_without_a_whole_nullifier_is_refused(length):
    with pytest.raises(BadEnvelope):
        Label("r1", "c1", b"n" * length)


def test_without_the_refusal_two_labels_would_read_the_same():
    naive = {f"{round_}\0{cell}\0" for round_, cell in [("box1\0c1", ""), ("box1", "c1\0")]}

    assert len(naive) == 1


@given(st.integers(0, 1000))
def test_the_length_is_known_from_the_paper_alone(items):
    assert len(sealing.seal(bytes(items), PUBLIC, LABEL)) == sealing.envelope_bytes(items)


def test_without_filling_the_length_would_tell_how_much_was_answered():
    short, long = (
        len(sealing.SUITE.encrypt(text, PRIVATE.public_key())) for text in [b"x", b"xyz"]
    )

    assert short != long


def test_an_answer_longer_than_a_frame_can_say_is_not_sealed():
    with pytest.raises(ValueError, match="at most"):
        sealing.seal(bytes(0x10000), PUBLIC, LABEL)


def test_an_envelope_sealed_before_the_move_still_opens():
    """Made by the first version of the frame: whoever changes a byte of it loses answers."""
    envelope = bytes.fromhex(OLD)

    assert sealing.unseal(envelope, PRIVATE, LABEL, SIZES) == bytes([5, 0, 3, 1] * 5)
