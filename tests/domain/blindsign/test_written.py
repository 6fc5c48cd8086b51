"""Comments lie in the envelope of their answer, and no length tells what was written."""

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from trivsel.domain.blindsign import sealing, written
from trivsel.domain.blindsign.refusals import BadEnvelope
from trivsel.domain.blindsign.sealing import Label

PRIVATE = X25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PRIVATE.public_key().public_bytes_raw()
LABEL = Label("r1", "c1", b"n" * 32)
SIZES = [5] * 20
PACKED = bytes([5, 0, 3, 1] * 5)

comments = st.lists(st.text(max_size=300), min_size=1, max_size=3)


def opened(frame, questions):
    envelope = sealing.SUITE.encrypt(frame, PRIVATE.public_key(), info=LABEL.info)
    return sealing.unseal_written(envelope, PRIVATE, LABEL, SIZES, questions)


@given(comments.map(lambda some: [written.tidy(text) for text in some]))
def test_answer_and_comments_come_out_as_they_were_put_in(some):
    envelope = sealing.seal(PACKED, PUBLIC, LABEL, some)

    found = sealing.unseal_written(envelope, PRIVATE, LABEL, SIZES, len(some))

    assert found == (PACKED, tuple(some))


@given(comments.map(lambda some: [written.tidy(text) for text in some]))
def test_the_length_is_known_from_the_paper_alone(some):
    envelope = sealing.seal(PACKED, PUBLIC, LABEL, some)

    assert len(envelope) == sealing.envelope_bytes(20, len(some))


def test_framed_as_an_answer_alone_a_comment_would_show_in_the_length():
    """The control."""
    naive = {len(sealing.frame(PACKED + written.lay([text]))) for text in ("", "x" * 200)}

    assert len(naive) == 2


@given(st.text())
def test_tidying_twice_changes_nothing_more(text):
    once = written.tidy(text)

    assert written.tidy(once) == once
    assert len(once.encode("utf-16-le")) <= 2 * written.LONGEST
    assert len(once.encode()) <= written.MOST_BYTES


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("\t a \t b ", "a b"),
        ("\0a\x07b\u202ec\u200bd", "abcd"),
        ("👩‍🔧 hjælper", "👩‍🔧 hjælper"),
        ("Ærøskøbing", "Ærøskøbing"),
        ("   \n \n", ""),
    ],
)
def test_what_cannot_be_seen_is_not_kept(typed, kept):
    assert written.tidy(typed) == kept


def test_a_comment_that_is_too_long_is_cut_and_the_rest_of_the_ballot_stands():
    long = b"y" * written.MOST_BYTES
    frame = forged(PACKED + len(long).to_bytes(2) + long + b"\0\2Ro")

    found = opened(frame, 2)

    assert found.packed == PACKED
    assert found.comments == ("y" * written.LONGEST, "Ro")


def test_a_sign_of_two_halves_is_not_cut_in_two():
    assert written.tidy("x" * 599 + "🔧") == "x" * 599


def test_bytes_that_are_no_text_do_not_cost_the_ballot():
    found = opened(forged(PACKED + b"\0\3a\xff\xfe"), 1)

    assert found == (PACKED, ("a��",))


@pytest.mark.parametrize(
    "body",
    [
        PACKED + b"\0\5Ro",
        PACKED + b"\0\2Ro" + b"beside",
        PACKED,
        PACKED[:3],
        PACKED + (written.MOST_BYTES + 1).to_bytes(2) + b"y" * (written.MOST_BYTES + 1),
    ],
)
def test_what_is_laid_otherwise_is_no_answer(body):
    with pytest.raises(BadEnvelope):
        opened(forged(body), 1)


def test_something_hidden_in_the_filling_is_refused():
    frame = bytearray(sealing.frame(PACKED, ["Ro"]))
    frame[-1] = 1

    with pytest.raises(BadEnvelope, match="framed"):
        opened(bytes(frame), 1)


@pytest.mark.parametrize(("comments", "questions"), [((), 1), (("Ro",), 0), (("Ro",), 2)])
def test_an_envelope_of_another_paper_is_refused(comments, questions):
    with pytest.raises(BadEnvelope):
        opened(sealing.frame(PACKED, comments), questions)


def test_a_comment_longer_than_its_room_is_not_sealed():
    with pytest.raises(ValueError, match="at most"):
        written.lay(["æ" * written.MOST_BYTES])


def test_more_questions_than_fit_are_refused():
    with pytest.raises(ValueError, match="too many"):
        written.room(20, 40)


def forged(body):
    """A frame by somebody who does not use our page."""
    framed = bytes([sealing.WRITTEN]) + len(body).to_bytes(2) + body
    return framed.ljust(4096, b"\0")
