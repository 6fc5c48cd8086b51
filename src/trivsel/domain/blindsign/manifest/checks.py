"""What is asked of the values in a manifest, wherever they come from."""

import re
from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from trivsel.domain.blindsign.manifest.canonical import LARGEST
from trivsel.domain.blindsign.refusals import BadManifest

HASH_BYTES = 32
SEAL_KEY_BYTES = 32
FIELD_OF_X25519 = 2**255 - 19
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_PROBE = X25519PrivateKey.from_private_bytes(bytes(range(SEAL_KEY_BYTES)))


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
