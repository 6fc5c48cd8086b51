"""Sealed envelopes: how an answer lies in the inbox until the count.

The one place that knows how answers are packed, framed and sealed. Today the server seals on
arrival; a blind-stamped ballot will be sealed in the browser and hand in the same bytes, and
the inbox, the count and the store stay as they are (docs/decisions/sealed-envelope.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from trivsel.domain.blindsign import written
from trivsel.domain.blindsign.refusals import BadEnvelope
from trivsel.domain.blindsign.token import NULLIFIER_BYTES

VERSION = 1
WRITTEN = 2  # with comments after the answer
STEP = 64
HEADER = 3
MOST_BYTES = 0xFFFF
KEM_BYTES = 32  # the one-time public key before the sealed frame
TAG_BYTES = 16
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)


@dataclass(frozen=True, slots=True)
class Label:
    """What an envelope is bound to: with another label it does not open.

    Attributes:
        round: The round's code.
        cell: The cell's code.
        nullifier: 32 bytes, under which the ballot is spent.
    """

    round: str
    cell: str
    nullifier: bytes

    def __post_init__(self) -> None:
        """Refuse a label that reads like another one.

        Raises:
            BadEnvelope: If a code is empty or has a zero byte, which stands between the parts,
                or if the nullifier has another length.
        """
        codes = all(code and "\0" not in code for code in (self.round, self.cell))
        if not codes or len(self.nullifier) != NULLIFIER_BYTES:
            raise BadEnvelope("has a label that could be read in two ways")

    @property
    def info(self) -> bytes:
        r"""What goes into the sealing itself, as HPKE's ``info``.

        >>> Label("r1", "c7", b"n" * 32).info[:26]
        b'trivsel envelope 1\x00r1\x00c7\x00n'
        """
        return f"trivsel envelope 1\0{self.round}\0{self.cell}\0".encode() + self.nullifier


class Unsealed(NamedTuple):
    """What was in an envelope: a byte an item, and a comment for each open question or ''."""

    packed: bytes
    comments: tuple[str, ...]


def seal(packed: bytes, public: bytes, label: Label, comments: Sequence[str] = ()) -> bytes:
    """Seal one packed answer so that only the round's private key opens it.

    All envelopes of a round are of one length, so a length tells nothing.

    Args:
        packed: A byte an item, in the order of the paper, 0 for none.
        public: The round's seal key, X25519, 32 bytes.
        label: What the envelope is bound to.
        comments: One for each open question of the paper, '' where nothing is written.

    Returns:
        HPKE's one-time public key and the sealed frame, :func:`envelope_bytes` bytes.

    Raises:
        ValueError: If the answer is too long, or the key is none.

    Source: RFC 9180, section 6.1 (single-shot, base mode, no associated data).
    """
    key = X25519PublicKey.from_public_bytes(public)
    return SUITE.encrypt(frame(packed, comments), key, info=label.info)


def unseal(
    envelope: bytes, private: X25519PrivateKey, label: Label, sizes: Sequence[int]
) -> bytes:
    """Open an envelope and give the packed answer; ``sizes`` is each item's number of options.

    Raises:
        BadEnvelope: It does not open, or does not hold one valid byte per item.
    """
    return unseal_written(envelope, private, label, sizes, 0).packed


def unseal_written(
    envelope: bytes,
    private: X25519PrivateKey,
    label: Label,
    sizes: Sequence[int],
    questions: int,
) -> Unsealed:
    """Open an envelope and give answer and comments; ``questions`` is how many are open.

    Raises:
        BadEnvelope: As above, or it does not hold one comment for each open question.
    """
    try:
        framed = SUITE.decrypt(envelope, private, info=label.info)
    except (InvalidTag, ValueError) as error:
        raise BadEnvelope("does not open") from error
    if questions:
        packed, comments = _unframe_written(framed, len(sizes), questions)
    else:
        packed, comments = unframe(framed), ()
    if not fits(packed, sizes):
        raise BadEnvelope("holds something else than an answer to this paper")
    return Unsealed(packed, comments)


def frame(packed: bytes, comments: Sequence[str] = ()) -> bytes:
    r"""Put version and length before an answer, and fill up to a multiple of 64 bytes.

    With open questions the comments follow the answer, and all is filled up to the room that
    the longest answer to the paper would take.

    >>> frame(b"\5\2")[:6], len(frame(bytes(61))), len(frame(bytes(62)))
    (b'\x01\x00\x02\x05\x02\x00', 64, 128)
    """
    if len(packed) > MOST_BYTES:
        raise ValueError(f"an answer has at most {MOST_BYTES} bytes, not {len(packed)}")
    if comments:
        return _framed(
            WRITTEN, packed + written.lay(comments), written.room(len(packed), len(comments))
        )
    return _framed(VERSION, packed, _filled(len(packed)))


def unframe(framed: bytes) -> bytes:
    r"""Give the answer in a frame.

    There is one frame for each answer: what is filled in is zero and no longer than needed, so
    that nobody can write something beside the answer.

    Raises:
        BadEnvelope: If it is no frame of this version.

    >>> unframe(frame(b"\5\2"))
    b'\x05\x02'
    """
    length = int.from_bytes(framed[1:HEADER])
    packed = framed[HEADER : HEADER + length]
    if framed != frame(packed):
        raise BadEnvelope("is framed in a way this version does not know")
    return packed


def envelope_bytes(items: int, questions: int = 0) -> int:
    """Length of every envelope of a round whose paper has so many items and open questions.

    >>> envelope_bytes(20), envelope_bytes(61), envelope_bytes(62), envelope_bytes(20, 2)
    (112, 112, 176, 4144)
    """
    framed = written.room(items, questions) if questions else _filled(items)
    return KEM_BYTES + framed + TAG_BYTES


def fits(packed: bytes, sizes: Sequence[int]) -> bool:
    r"""Whether every byte is 0 (none) or the number of one of its item's options.

    >>> fits(b"\5\0", [5, 5]), fits(b"\6\0", [5, 5]), fits(b"\5", [5, 5])
    (True, False, False)
    """
    return len(packed) == len(sizes) and all(
        value <= size for value, size in zip(packed, sizes, strict=True)
    )


def _unframe_written(framed: bytes, items: int, questions: int) -> Unsealed:
    body = framed[HEADER : HEADER + int.from_bytes(framed[1:HEADER])]
    whole = _framed(WRITTEN, body, written.room(items, questions))
    if framed != whole or len(body) < items:
        raise BadEnvelope("is framed in a way this version does not know")
    return Unsealed(body[:items], written.pick_up(body[items:], questions))


def _framed(version: int, body: bytes, size: int) -> bytes:
    return (bytes([version]) + len(body).to_bytes(HEADER - 1) + body).ljust(size, b"\0")


def _filled(length: int) -> int:
    return -(-(HEADER + length) // STEP) * STEP
