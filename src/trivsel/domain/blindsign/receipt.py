"""The receipt of a sealed envelope: what a person can find again in the published list.

It tells nothing of the answer: only that this envelope, and no other, is among those counted.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from trivsel.domain.blindsign.refusals import BadReceipt

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
HASH_BYTES: Final = 32
DRAWN: Final = 52  # 5 bits each: 4 bits more than the hash, which stay zero
LENGTH: Final = DRAWN + 1
GROUP: Final = 4
_MODULUS: Final = 0b100101  # x^5 + x^2 + 1: its root x generates all 31 of GF(32) but zero
_LOOKALIKES: Final = str.maketrans("OIL", "011")
_BETWEEN: Final = re.compile(r"[\s\-\u00ad\u2010-\u2015\u2212._]+")


@dataclass(frozen=True, slots=True)
class Receipt:
    """SHA-256 of an envelope. Two receipts are the same if they are equal: nothing is secret.

    Attributes:
        digest: 32 bytes.
    """

    digest: bytes

    def __post_init__(self) -> None:
        """Refuse what is no SHA-256.

        Raises:
            BadReceipt: If it has another length.
        """
        if len(self.digest) != HASH_BYTES:
            raise BadReceipt("A receipt has 32 bytes.")

    @classmethod
    def of(cls, envelope: bytes) -> "Receipt":
        """Make the receipt of an envelope.

        >>> str(Receipt.of(b"an envelope"))[:14]
        '0731-6SKT-FZ2C'
        """
        return cls(sha256(envelope).digest())

    @classmethod
    def read(cls, text: str) -> "Receipt":
        """Read what a person typed: forgives case, spaces, hyphens, and O for 0, I and L for 1.

        Raises:
            BadReceipt: If it is too short or long, has a sign that no receipt has, or the check
                sign does not fit.

        >>> Receipt.read(str(Receipt.of(b"x")).lower().replace("-", " ")) == Receipt.of(b"x")
        True
        """
        signs = _BETWEEN.sub("", text).upper().translate(_LOOKALIKES)
        if len(signs) != LENGTH:
            raise BadReceipt(f"A receipt has {LENGTH} signs, this has {len(signs)}.")
        if not set(signs) <= set(SIGNS):
            raise BadReceipt("There is a sign in it that no receipt has.")
        values = [SIGNS.index(sign) for sign in signs]
        number = sum(value << 5 * place for place, value in enumerate(reversed(values[:-1])))
        if _weighted_sum(values) or number.bit_length() > 8 * HASH_BYTES:
            raise BadReceipt("A sign is wrong, or two have changed places.")
        return cls(number.to_bytes(HASH_BYTES))

    def __str__(self) -> str:
        """Write the receipt for reading: 13 groups of four signs, then the check sign.

        The check sign makes a weighted sum over the field of 32 elements zero. The weights are
        powers of a generator, so one wrong sign is always noticed, and two signs that
        have changed places unless they stand 31 or more apart; anything else 31 times in 32.

        Source:
            Alphabet: Crockford, D. Base 32, crockford.com/base32.html. Check: weights as in
            Verhoeff, J. (1969). Error Detecting Decimal Codes, for fields in general.
        """
        number = int.from_bytes(self.digest)
        drawn = [number >> 5 * place & 31 for place in reversed(range(DRAWN))]
        signs = "".join(SIGNS[value] for value in [*drawn, _weighted_sum([*drawn, 0])])
        return "-".join(signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def _weighted_sum(values: list[int]) -> int:
    """Add up with weights that are powers of x, the last 1, by Horner's rule."""
    total = 0
    for value in values:
        total <<= 1
        if total & 32:
            total ^= _MODULUS
        total ^= value
    return total
