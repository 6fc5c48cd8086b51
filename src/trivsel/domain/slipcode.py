"""Codes for slips: twelve signs that survive being read aloud, written down and typed.

Eleven signs are drawn (55 bits), the last is a check. The check guards against typing errors
only: whether a code is a slip's, the ballot box decides.
"""

import re
from enum import StrEnum
from typing import Final

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
LENGTH: Final = 12
RANDOM_BYTES: Final = 7  # at least: 55 bits are used
_DRAWN: Final = LENGTH - 1
_MODULUS: Final = 0b100101  # x^5 + x^2 + 1: its root x generates all 31 of GF(32) but zero
_LOOKALIKES: Final = str.maketrans("OIL", "011")
_BETWEEN: Final = re.compile(r"[\s\-\u00ad\u2010-\u2015\u2212._]+")


class Kind(StrEnum):
    """What is wrong with something typed as a code."""

    LENGTH = "length"
    SIGN = "sign"
    CHECK = "check"


class SlipCodeError(ValueError):
    """This cannot be a code; `kind` says what is wrong with it."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind.value)
        self.kind = kind


def new_code(random_bytes: bytes) -> str:
    """Make a code of random bytes: eleven drawn signs and a check sign.

    The check sign makes a weighted sum over the field of 32 elements zero, every place having
    a weight of its own that is not 0. So one wrong sign, and any two signs that have
    changed places, are always noticed; a random string passes one time in 32.

    Args:
        random_bytes: 7 bytes or more from a secure source; the last 55 bits are used.

    Returns:
        Twelve signs in three groups of four.

    Raises:
        ValueError: Fewer than 7 bytes.

    Source:
        Alphabet: Crockford, D. Base 32, crockford.com/base32.html; his check sign, modulo 37,
        needs five signs outside the alphabet. Check: weights that are powers of a generator, as
        in Verhoeff, J. (1969). Error Detecting Decimal Codes, for fields in general.

    >>> new_code(bytes(7))
    '0000-0000-0000'
    >>> new_code(b"trivsel")
    'X3JD-5V76-SBCH'
    """
    if len(random_bytes) < RANDOM_BYTES:
        raise ValueError(f"a code needs {RANDOM_BYTES} random bytes, not {len(random_bytes)}")
    number = int.from_bytes(random_bytes) & (1 << 5 * _DRAWN) - 1
    drawn = [number >> 5 * place & 31 for place in reversed(range(_DRAWN))]
    return _grouped([*drawn, _weighted_sum([*drawn, 0])])


def read_code(text: str) -> str:
    """Read what a person typed: forgives case, spaces, hyphens, and O for 0, I and L for 1.

    Args:
        text: What was typed or scanned.

    Returns:
        The twelve signs, in groups, as `new_code` made them.

    Raises:
        SlipCodeError: It is too short or long, has a sign that no code has, or the check
            sign does not fit.

    >>> read_code(" x3jd 5v76 sbch ")
    'X3JD-5V76-SBCH'
    >>> read_code("X3JD-5V76-SBCJ")
    Traceback (most recent call last):
    trivsel.domain.slipcode.SlipCodeError: check
    """
    signs = _BETWEEN.sub("", text).upper().translate(_LOOKALIKES)
    if len(signs) != LENGTH:
        raise SlipCodeError(Kind.LENGTH)
    if not set(signs) <= set(SIGNS):
        raise SlipCodeError(Kind.SIGN)
    values = [SIGNS.index(sign) for sign in signs]
    if _weighted_sum(values):
        raise SlipCodeError(Kind.CHECK)
    return _grouped(values)


def _grouped(values: list[int]) -> str:
    signs = "".join(SIGNS[value] for value in values)
    return "-".join((signs[:4], signs[4:8], signs[8:]))


def _weighted_sum(values: list[int]) -> int:
    """Add up with weights x^11, x^10 ... x^0, by Horner's rule."""
    total = 0
    for value in values:
        total <<= 1
        if total & 32:
            total ^= _MODULUS
        total ^= value
    return total
