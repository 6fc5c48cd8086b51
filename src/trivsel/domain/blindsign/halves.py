"""The seal key in two halves for paper: one for each side, useless alone, whole together."""

from enum import StrEnum
from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from trivsel.domain.blindsign.receipt import SIGNS
from trivsel.domain.blindsign.refusals import BadHalf

KEY_BYTES: Final = 32
GROUPS: Final = 13
GROUP: Final = 4  # signs, then a check sign
_BITS: Final = 5
_PURPOSE: Final = b"trivsel seal half 1"
_LOOKALIKES: Final = str.maketrans("OIL", "011", " -\t\n")


class Side(StrEnum):
    """Who keeps a half."""

    MANAGEMENT = "management"
    EMPLOYEES = "employees"


def split(key: bytes, round_: str) -> dict[Side, bytes]:
    """Part a round's key in two.

    Management's half is drawn from the key by a one-way function, the employees' is the key and
    that half, bit by bit exclusive-or. Each looks like 32 random bytes to whoever has it alone,
    as long as nobody can guess 256 bits. The same key always gives the same halves, so a lost
    sheet can be printed again.

    Args:
        key: The private seal key, 32 bytes.
        round_: The round's code.

    Raises:
        ValueError: The key has another length.

    >>> halves = split(bytes(range(32)), "b7f3")
    >>> join(halves[Side.MANAGEMENT], halves[Side.EMPLOYEES]) == bytes(range(32))
    True
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"a seal key has {KEY_BYTES} bytes")
    derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=_PURPOSE + b"\0" + round_.encode())
    management = derived.derive(key)
    return {Side.MANAGEMENT: management, Side.EMPLOYEES: join(key, management)}


def join(one: bytes, other: bytes) -> bytes:
    """Put two halves together. Whether they belong together, only the public key tells.

    >>> join(bytes([1] * 32), bytes([3] * 32)) == bytes([2] * 32)
    True
    """
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def write(half: bytes, round_: str, side: Side) -> str:
    """Write a half for paper: 13 groups of four signs and a check sign.

    Each check sign depends on its group, the group's place, the round and the side.

    Args:
        half: 32 bytes.
        round_: The round's code.
        side: Whose half it is.

    Raises:
        ValueError: The half has another length.

    Source:
        Alphabet: Crockford, D. Base 32, crockford.com/base32.html.

    >>> write(bytes(32), "b7f3", Side.MANAGEMENT)[:11]
    '00003-0000Y'
    """
    if len(half) != KEY_BYTES:
        raise ValueError(f"a half has {KEY_BYTES} bytes")
    number = int.from_bytes(half)
    drawn = "".join(
        SIGNS[number >> _BITS * place & 31] for place in reversed(range(GROUPS * GROUP))
    )
    groups = [drawn[at : at + GROUP] for at in range(0, len(drawn), GROUP)]
    return "-".join(
        group + _check(group, place, round_, side) for place, group in enumerate(groups)
    )


def read(text: str, round_: str, side: Side) -> bytes:
    """Read what somebody typed from paper: forgives case, spaces, O for 0, I and L for 1.

    Args:
        text: As typed.
        round_: The round that it must be of.
        side: Whose half it must be.

    Returns:
        32 bytes.

    Raises:
        BadHalf: With the number of the first group that is wrong, counted from 1; 0 where it
            is too short or too long.

    >>> read(write(b"x" * 32, "b7f3", Side.EMPLOYEES).lower(), "b7f3", Side.EMPLOYEES)[:3]
    b'xxx'
    """
    signs = text.upper().translate(_LOOKALIKES)
    if len(signs) != GROUPS * (GROUP + 1):
        raise BadHalf(0)
    number = 0
    for place in range(GROUPS):
        group = signs[place * (GROUP + 1) : (place + 1) * (GROUP + 1)]
        if not set(group) <= set(SIGNS) or group[GROUP] != _check(
            group[:GROUP], place, round_, side
        ):
            raise BadHalf(place + 1)
        for sign in group[:GROUP]:
            number = number << _BITS | SIGNS.index(sign)
    if number.bit_length() > 8 * KEY_BYTES:
        raise BadHalf(1)
    return number.to_bytes(KEY_BYTES)


def _check(group: str, place: int, round_: str, side: Side) -> str:
    said = b"\0".join(
        [_PURPOSE, round_.encode(), side.encode(), bytes([place]), group.encode()]
    )
    return SIGNS[sha256(said).digest()[0] & 31]
