"""RFC 9180, appendix A.1.1: our suite in base mode, with the numbers of the standard.

The library's public door takes no associated data, which the vectors have and our envelopes
have not. So the vectors are opened through the library's own door for tests, and a second
reading of the RFC (rfc9180.py), tried on the same vectors, opens and seals what our door does.
"""

import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from domain.blindsign import rfc9180
from trivsel.domain.blindsign import sealing
from trivsel.domain.blindsign.refusals import BadEnvelope
from trivsel.domain.blindsign.sealing import SUITE, Label

FILE = Path(__file__).parent / "vectors" / "rfc9180_vectors.json"
RAW = json.loads(FILE.read_text())
HEX = {name: bytes.fromhex(value) for name, value in RAW.items() if isinstance(value, str)}
ENCRYPTIONS = [
    {name: bytes.fromhex(value) for name, value in raw.items() if isinstance(value, str)}
    for raw in RAW["encryptions"]
]
FIRST = ENCRYPTIONS[0]
SEALED = HEX["enc"] + FIRST["ct"]
LABEL = Label("r1", "c1", b"n" * 32)


def library_opens(
    sealed: bytes, *, private: bytes = HEX["skRm"], info: bytes = HEX["info"], aad: bytes
) -> bytes:
    key = X25519PrivateKey.from_private_bytes(private)
    return openssl.hpke._decrypt_with_aad(SUITE, sealed, key, info=info, aad=aad)


def test_the_vector_is_of_our_suite_and_mode():
    assert [RAW[name] for name in ("mode", "kem_id", "kdf_id", "aead_id")] == [0, 32, 1, 1]


def test_the_library_opens_the_published_text():
    assert library_opens(SEALED, aad=FIRST["aad"]) == FIRST["pt"]


def test_the_second_reading_gives_the_published_key_and_opens_the_published_text():
    key = X25519PrivateKey.from_private_bytes(HEX["skEm"])
    exchanged = key.exchange(X25519PrivateKey.from_private_bytes(HEX["skRm"]).public_key())

    schedule = rfc9180.Schedule.of(exchanged, HEX["pkEm"], HEX["pkRm"], HEX["info"])

    assert schedule.shared_secret == HEX["shared_secret"]
    assert (schedule.key, schedule.base_nonce) == (HEX["key"], HEX["base_nonce"])
    opened = rfc9180.open_(SEALED, HEX["skRm"], HEX["info"], FIRST["aad"])
    assert opened == FIRST["pt"]


def test_the_second_reading_seals_the_published_bytes():
    sealed = rfc9180.seal(FIRST["pt"], HEX["pkRm"], HEX["skEm"], HEX["info"], FIRST["aad"])

    assert sealed == SEALED


@pytest.mark.parametrize("later", ENCRYPTIONS[1:], ids=lambda later: later["aad"].decode())
def test_a_text_that_is_not_the_first_of_its_key_does_not_open(later):
    """An envelope is the only one under its key: a second has another nonce."""
    with pytest.raises(InvalidTag):
        library_opens(HEX["enc"] + later["ct"], aad=later["aad"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"info": HEX["info"][:-1]},
        {"info": HEX["info"] + b"\0"},
        {"info": b""},
        {"aad": b"Count-1"},
        {"aad": b""},
        {"private": HEX["skEm"]},
        {"private": bytes(range(32))},
    ],
    ids=str,
)
def test_another_info_aad_or_key_does_not_open_it(wrong):
    with pytest.raises(InvalidTag):
        library_opens(SEALED, **{"aad": FIRST["aad"], **wrong})


def test_one_bit_turned_anywhere_does_not_open():
    """Also the last bit of the one-time key, which the curve does not look at."""
    for bit in range(8 * len(SEALED)):
        spoiled = bytearray(SEALED)
        spoiled[bit // 8] ^= 1 << bit % 8

        with pytest.raises((InvalidTag, ValueError)):
            library_opens(bytes(spoiled), aad=FIRST["aad"])


@pytest.mark.parametrize("length", [0, 31, 32, 47, len(SEALED) - 1])
def test_a_text_cut_short_does_not_open(length):
    with pytest.raises((InvalidTag, ValueError)):
        library_opens(SEALED[:length], aad=FIRST["aad"])


def test_the_second_reading_opens_what_we_seal():
    packed = bytes([5, 0, 3, 1])

    envelope = sealing.seal(packed, HEX["pkRm"], LABEL)

    opened = rfc9180.open_(envelope, HEX["skRm"], LABEL.info)
    assert opened == sealing.frame(packed)


def test_we_open_what_the_second_reading_seals():
    packed = bytes([5, 0, 3, 1])
    envelope = rfc9180.seal(sealing.frame(packed), HEX["pkRm"], HEX["skEm"], LABEL.info)
    private = X25519PrivateKey.from_private_bytes(HEX["skRm"])

    assert sealing.unseal(envelope, private, LABEL, [5] * 4) == packed


def test_we_do_not_open_what_was_sealed_with_associated_data():
    packed = bytes([5, 0, 3, 1])
    frame = sealing.frame(packed)
    envelope = rfc9180.seal(frame, HEX["pkRm"], HEX["skEm"], LABEL.info, b"aad")
    private = X25519PrivateKey.from_private_bytes(HEX["skRm"])

    with pytest.raises(BadEnvelope, match="does not open"):
        sealing.unseal(envelope, private, LABEL, [5] * 4)


def test_a_plain_cipher_without_info_would_open_at_every_place():
    """Why the label is in the sealing: without it an envelope can be moved and still opens."""
    envelope = rfc9180.seal(sealing.frame(b"\5"), HEX["pkRm"], HEX["skEm"], b"")

    assert rfc9180.open_(envelope, HEX["skRm"], b"") == sealing.frame(b"\5")
    with pytest.raises(InvalidTag):
        rfc9180.open_(envelope, HEX["skRm"], LABEL.info)
