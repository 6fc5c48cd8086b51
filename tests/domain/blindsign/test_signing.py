"""Blind signing as a round uses it: what is refused, what is the same, what nobody learns."""

import json
import os
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trivsel.domain import blindsign
from trivsel.domain.blindsign import (
    BadRequest,
    BadSignature,
    Faulty,
    IssuerKey,
    PublicKey,
    blind,
    blind_sign,
    finalize,
    issuing,
    prepare,
    verify,
)
from trivsel.domain.blindsign.blinding import uniform
from trivsel.domain.blindsign.encoding import emsa_pss_encode
from trivsel.domain.blindsign.token import Token

FILE = Path(__file__).parent / "vectors" / "rfc9474_vectors.json"


@cache
def key() -> IssuerKey:
    return IssuerKey.new(2048)


@cache
def other() -> IssuerKey:
    return IssuerKey.new(2048)


def stamped(message: bytes) -> tuple[bytes, bytes]:
    prepared = prepare(message, os.urandom)
    blinded = blind(key().public, prepared, os.urandom)
    signature = blind_sign(key(), blinded.message, os.urandom)
    return prepared, finalize(key().public, prepared, signature, blinded.inverse)


@given(st.binary(max_size=300))
@settings(max_examples=20, deadline=None)
def test_whatever_the_message_its_blind_signature_verifies(message):
    prepared, signature = stamped(message)

    verify(key().public, prepared, signature)


def test_the_same_blinded_message_gives_the_same_signature_again():
    blinded = blind(key().public, prepare(b"ballot", os.urandom), os.urandom).message

    assert blind_sign(key(), blinded, os.urandom) == blind_sign(key(), blinded, os.urandom)


def test_a_signature_of_another_key_is_refused_before_it_is_kept():
    prepared = prepare(b"ballot", os.urandom)
    blinded = blind(key().public, prepared, os.urandom)
    foreign = int.from_bytes(blinded.message) % other().n
    signature = blind_sign(other(), foreign.to_bytes(256), os.urandom)

    with pytest.raises(BadSignature):
        finalize(key().public, prepared, signature, blinded.inverse)


@pytest.mark.parametrize("length", [0, 1, 255, 257, 512])
def test_a_blinded_message_of_another_length_is_not_signed(length):
    with pytest.raises(BadRequest):
        blind_sign(key(), b"\1" * length, os.urandom)


@pytest.mark.parametrize("number", ["zero", "modulus", "above"])
def test_a_number_out_of_range_is_not_signed(number):
    raw = {"zero": 0, "modulus": key().n, "above": 2**2048 - 1}[number]

    with pytest.raises(BadRequest):
        blind_sign(key(), raw.to_bytes(256), os.urandom)


def test_a_signature_out_of_range_is_not_taken():
    prepared = prepare(b"ballot", os.urandom)

    with pytest.raises(BadSignature):
        finalize(key().public, prepared, b"\xff" * 256, 1)


def test_a_fault_in_one_half_never_leaves_the_issuer(monkeypatch):
    """A signature right for one prime and wrong for the other gives the key to anybody."""
    right = issuing._power

    def faulty(signer, base):
        return (right(signer, base) + signer.q) % signer.n

    blinded = blind(key().public, prepare(b"ballot", os.urandom), os.urandom).message
    monkeypatch.setattr(issuing, "_power", faulty)

    with pytest.raises(Faulty):
        blind_sign(key(), blinded, os.urandom)


def test_the_issuer_s_view_fits_every_signature_alike():
    """Unlinkability itself: some blinding joins any blinded message with any signature, so what
    the issuer saw fits all ballots alike. Signed as it is, a message fits only itself."""
    views, ballots = [], []
    for _ in range(3):
        prepared = prepare(b"ballot", os.urandom)
        blinded = blind(key().public, prepared, os.urandom)
        signed = blind_sign(key(), blinded.message, os.urandom)
        views.append((int.from_bytes(blinded.message), int.from_bytes(signed)))
        ballots.append(
            int.from_bytes(finalize(key().public, prepared, signed, blinded.inverse))
        )

    n, e = key().n, key().e
    for seen, signed in views:
        for signature in ballots:
            factor = signed * pow(signature, -1, n) % n
            assert seen == pow(signature, e, n) * pow(factor, e, n) % n

    naive = [(pow(signature, e, n), signature) for signature in ballots]  # signed as it is
    joins = [seen == pow(signature, e, n) for seen, _ in naive for _, signature in naive]
    assert joins.count(True) == len(ballots)  # only its own: the naive issuer knows who is who


def test_a_key_comes_back_from_its_file_as_it_was():
    again = IssuerKey.from_der(key().der)

    assert again == key()
    assert PublicKey.from_der(key().public.der).id == key().public.id


def test_a_key_never_prints_its_secrets():
    assert str(key().d) not in repr(key())
    assert str(key().p) not in f"{key()!r}{key()}"


def test_numbers_that_do_not_belong_together_are_no_key():
    raw = json.loads(FILE.read_text())["vectors"][0]
    n, e, d, p, q = (int(raw[name], 16) for name in "nedpq")

    with pytest.raises(ValueError, match="no key"):
        IssuerKey(n, e, d + 2, p, q)
    with pytest.raises(ValueError, match="no key"):
        IssuerKey(n + 2, e, d, p, q)


@pytest.mark.parametrize(
    "bad", [(2**1024 + 1, 65537), (2**2048, 65537), (2**2048 + 1, 2), (2**2048 + 1, 1)]
)
def test_a_public_key_that_nobody_should_trust_is_refused(bad):
    with pytest.raises(ValueError, match="too"):
        PublicKey(*bad)


def test_uniform_throws_away_what_is_too_large():
    feed = [b"\xff", b"\x00", b"\x64"]

    assert uniform(101, lambda _: feed.pop(0)) == 0x64 >> 1


def test_a_key_too_short_for_the_hash_is_refused():
    with pytest.raises(ValueError, match="too short"):
        emsa_pss_encode(b"", bits=700, salt=bytes(48))


def test_two_tokens_never_read_the_same():
    nonce = bytes(32)

    assert Token("a", "bc", nonce).message != Token("ab", "c", nonce).message
    assert Token("a", "b", nonce).nullifier == Token("a", "c", nonce).nullifier
    assert Token("a", "b", nonce).nullifier != Token("b", "b", nonce).nullifier


@pytest.mark.parametrize("bad", [("", "c"), ("r", ""), ("r\0", "c"), ("r", "c\0c")])
def test_a_code_that_could_be_read_in_two_ways_is_refused(bad):
    with pytest.raises(ValueError, match="zero byte"):
        Token(*bad, bytes(32))


def test_a_nonce_of_another_length_is_refused():
    with pytest.raises(ValueError, match="32"):
        Token("r", "c", bytes(31))


def test_the_room_speaks_through_its_front():
    assert set(blindsign.__all__) >= {"blind", "blind_sign", "finalize", "prepare", "verify"}
