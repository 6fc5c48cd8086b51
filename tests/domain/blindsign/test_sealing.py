import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from trivsel.domain.blindsign import sealing
from trivsel.domain.blindsign.sealing import BadEnvelope, Label

PRIVATE = X25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PRIVATE.public_key().public_bytes_raw()
LABEL = Label("box1", "c1", b"n" * 32)
SIZES = [5] * 20


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
        LABEL._replace(box_code="box2"),
        LABEL._replace(cell="c2"),
        LABEL._replace(nullifier=b"m" * 32),
        Label("box1\0c1", "", b"n" * 32),
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
    "frame", [b"\2\0\x14" + bytes(61), b"\1\0\x14" + bytes(60) + b"\1", b""]
)
def test_a_frame_of_another_version_or_with_something_hidden_is_refused(frame):
    envelope = sealing.SUITE.encrypt(frame, PRIVATE.public_key(), info=LABEL.info())

    with pytest.raises(BadEnvelope, match="framed"):
        sealing.unseal(envelope, PRIVATE, LABEL, SIZES)
