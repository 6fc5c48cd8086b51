"""What is asked of the values in a manifest, wherever they come from."""

import re
from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from trivsel.domain.blindsign.manifest.canonical import LARGEST
from trivsel.domain.blindsign.refusals import BadManifest

HASH_BYTES = 32
SEAL_KEY_BYTES = 32
RECORD_KEY_BYTES = 32
FIELD_OF_X25519 = FIELD_OF_ED25519 = 2**255 - 19
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_PROBE = X25519PrivateKey.from_private_bytes(bytes(range(SEAL_KEY_BYTES)))
_D = -121665 * pow(121666, -1, FIELD_OF_ED25519) % FIELD_OF_ED25519
_SIGN = 1 << 255


def check_code(place: str, code: str) -> None:
    if not _CODE.fullmatch(code):
        raise BadManifest(place, "must be 1-64 letters, digits, hyphens and _")


def check_range(place: str, number: int, least: int) -> None:
    if not least <= number <= LARGEST:
        raise BadManifest(place, f"must be {least} or more, not {number}")


def check_hash(place: str, value: bytes) -> None:
    if len(value) != HASH_BYTES:
        raise BadManifest(place, f"must be {HASH_BYTES} bytes")


def check_once(place: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for at, value in enumerate(values):
        if value in seen:
            raise BadManifest(place.format(at), f"{value} stands twice")
        seen.add(value)


def check_seal_key(key: bytes) -> None:
    """Refuse what does not open again: no key, another spelling of one, a point of small order.

    Whoever opens uses the one spelling, and every answer sealed to another one would be lost.
    """
    if len(key) != SEAL_KEY_BYTES or int.from_bytes(key, "little") >= FIELD_OF_X25519:
        raise BadManifest("seal_key", "must be an X25519 key in its one spelling, 32 bytes")
    try:
        _PROBE.exchange(X25519PublicKey.from_public_bytes(key))
    except ValueError as error:
        raise BadManifest("seal_key", "is a point that everybody can open") from error


def check_record_key(key: bytes) -> None:
    """Refuse what is no Ed25519 key, another spelling of one, and a point of small order.

    With a point of small order a signature can be made up without any private key, and then
    anybody could make a record of the round.

    Source: RFC 8032, section 5.1.3, for reading a point. A point has order 1, 2, 4 or 8 where
    its y is 1, -1, 0, or d y^4 + 2 y^2 = 1, since that one's double has the y 0.
    """
    if len(key) != RECORD_KEY_BYTES:
        raise BadManifest("record_key", "must be an Ed25519 key, 32 bytes")
    prime, number = FIELD_OF_ED25519, int.from_bytes(key, "little")
    y = number % _SIGN
    square = y * y % prime
    x_square = (square - 1) * pow(_D * square + 1, -1, prime) % prime
    on_curve = pow(x_square, (prime - 1) // 2, prime) in {0, 1}
    if y >= prime or not on_curve or (x_square == 0 and number >= _SIGN):
        raise BadManifest("record_key", "must be an Ed25519 key in its one spelling")
    if y in {0, 1, prime - 1} or (_D * square * square + 2 * square - 1) % prime == 0:
        raise BadManifest("record_key", "is a point that anybody can sign with")
