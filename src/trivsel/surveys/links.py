"""A person's own link to their ballot: what stands behind its ``#``, made from a key.

The database holds nothing that it could be made from: the key is a file that lives as long as
ballots are handed out. What is read is held against the key before any table is asked, so an
invented link takes as long to refuse whoever it could have been for.
"""

from base64 import b32decode, b32encode
from hashlib import sha256
from hmac import compare_digest, digest
from secrets import token_bytes

PURPOSE = b"trivsel letter 1"
TAG, PLACE = 10, 5  # bytes; together 24 signs, which can be typed from paper
GROUP = 4
BETWEEN = str.maketrans("", "", " -")


def secret_of(key: bytes, box_code: str, place: int) -> str:
    """What lets the holder of this place in the roster fetch a ballot: 24 signs, in fours."""
    tag = _tag(key, box_code, place)
    signs = b32encode(tag + _veiled(key, tag, place.to_bytes(PLACE))).decode()
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))


def place_in(key: bytes | None, box_code: str, secret: str) -> int | None:
    """The place that the secret was made for; None if it was not made with this key.

    Without a key nothing is good any more, and saying so takes as long.
    """
    key = key or token_bytes(32)
    raw = _raw(secret)
    tag, hidden = raw[:TAG], raw[TAG:]
    place = int.from_bytes(_veiled(key, tag, hidden))
    return place if compare_digest(tag, _tag(key, box_code, place)) else None


def _raw(secret: str) -> bytes:
    try:
        # A paper reader's 0 and 1 are O and I here: neither digit is ever drawn.
        raw = b32decode(secret.translate(BETWEEN), casefold=True, map01="I")
    except ValueError:
        raw = b""
    return raw if len(raw) == TAG + PLACE else bytes(TAG + PLACE)


def _tag(key: bytes, box_code: str, place: int) -> bytes:
    said = b"\0".join([PURPOSE, box_code.encode(), place.to_bytes(PLACE)])
    return digest(key, said, sha256)[:TAG]


def _veiled(key: bytes, tag: bytes, place: bytes) -> bytes:
    """Veil the place, or unveil it: two links of neighbours have nothing in common."""
    veil = digest(key, b"\0".join([PURPOSE, b"veil", tag]), sha256)
    return bytes(one ^ other for one, other in zip(place, veil, strict=False))
