"""Sealed envelopes: how an answer lies in the inbox until the count.

The one place that knows how answers are packed, framed and sealed. Today the server seals on
arrival; a cryptographic ballot will seal in the browser and hand in the same bytes, and the
inbox, the count and the store stay as they are (docs/decisions/sealed-envelope.md).
"""

from collections.abc import Sequence
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

VERSION = 1
STEP = 64
HEADER = 3
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)


class BadEnvelope(Exception):
    """The envelope cannot be opened, or what is in it is no answer to this paper."""


class Label(NamedTuple):
    """What an envelope is bound to: with another label it does not open."""

    box_code: str
    cell: str
    nullifier: bytes

    def info(self) -> bytes:
        # No sign of a box code or cell is a zero byte, so no two labels read the same.
        return f"trivsel envelope 1\0{self.box_code}\0{self.cell}\0".encode() + self.nullifier


def seal(packed: bytes, public: bytes, label: Label) -> bytes:
    """Seal one packed answer so that only the box's private key opens it.

    All envelopes of a box are of one length, so a length tells nothing.
    """
    frame = bytes([VERSION]) + len(packed).to_bytes(2) + packed
    padded = frame.ljust(-(-len(frame) // STEP) * STEP, b"\0")
    key = X25519PublicKey.from_public_bytes(public)
    return SUITE.encrypt(padded, key, info=label.info())


def unseal(
    envelope: bytes, private: X25519PrivateKey, label: Label, sizes: Sequence[int]
) -> bytes:
    """Open an envelope and give the packed answer; ``sizes`` is each item's number of options.

    Raises:
        BadEnvelope: It does not open, or does not hold one valid byte per item.
    """
    try:
        frame = SUITE.decrypt(envelope, private, info=label.info())
    except (InvalidTag, ValueError) as error:
        raise BadEnvelope("does not open") from error
    length = int.from_bytes(frame[1:HEADER])
    packed, rest = frame[HEADER : HEADER + length], frame[HEADER + length :]
    if frame[:1] != bytes([VERSION]) or any(rest):
        raise BadEnvelope("is framed in a way this version does not know")
    if not fits(packed, sizes):
        raise BadEnvelope("holds something else than an answer to this paper")
    return packed


def fits(packed: bytes, sizes: Sequence[int]) -> bool:
    """Whether every byte is 0 (none) or the number of one of its item's options."""
    return len(packed) == len(sizes) and all(
        value <= size for value, size in zip(packed, sizes, strict=True)
    )
