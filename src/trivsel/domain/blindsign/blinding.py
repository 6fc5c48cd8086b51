"""What the person's side does: prepare a message, blind it, and take the blinding off again.

In a round this runs in the browser; here it stands for the tests of both sides, for proofs and
for whoever wants to vote without our page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import gcd

from trivsel.domain.blindsign.encoding import emsa_pss_encode
from trivsel.domain.blindsign.keys import PublicKey
from trivsel.domain.blindsign.refusals import BadSignature
from trivsel.domain.blindsign.variants import RANDOMIZED, Variant
from trivsel.domain.blindsign.verifying import verify

type Random = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Blinded:
    """A blinded message, and the secret that takes the blinding off its signature.

    Attributes:
        message: What goes to the issuer, as long as the modulus.
        inverse: The secret, between 1 and the modulus; it never leaves the person's side.
    """

    message: bytes
    inverse: int


def prepare(message: bytes, random: Random, variant: Variant = RANDOMIZED) -> bytes:
    """Put the variant's random prefix before the message (RFC 9474, section 4.1).

    >>> prepare(b"x", lambda count: b"r" * count)[:3]
    b'rrr'
    """
    return random(variant.prefix_bytes) + message


def blind(
    key: PublicKey, prepared: bytes, random: Random, variant: Variant = RANDOMIZED
) -> Blinded:
    """Blind a prepared message, so that who signs it learns nothing of it.

    Args:
        key: The issuer's public key.
        prepared: What :func:`prepare` gave.
        random: Gives as many random bytes as it is asked for.
        variant: The same as in preparing.

    Returns:
        The blinded message and its secret.

    Raises:
        ValueError: If the encoded message shares a factor with the modulus: the key is bad.

    Source: RFC 9474, section 4.2.
    """
    encoded = emsa_pss_encode(prepared, bits=key.bits - 1, salt=random(variant.salt_bytes))
    number = int.from_bytes(encoded)
    if gcd(number, key.n) != 1:
        raise ValueError("The message cannot be blinded with this key.")
    while True:
        factor = uniform(key.n, random)
        if gcd(factor, key.n) == 1:
            break
    blinded = number * pow(factor, key.e, key.n) % key.n
    return Blinded(blinded.to_bytes(key.size), pow(factor, -1, key.n))


def finalize(
    key: PublicKey,
    prepared: bytes,
    blind_signature: bytes,
    inverse: int,
    variant: Variant = RANDOMIZED,
) -> bytes:
    """Take the blinding off a signature and make sure that it is a good one.

    Args:
        key: The issuer's public key, as the manifest names it.
        prepared: The message that was blinded.
        blind_signature: What the issuer sent back, as long as the modulus.
        inverse: The secret of the blinding.
        variant: The same as in preparing.

    Returns:
        The signature, as long as the modulus.

    Raises:
        BadSignature: If it is not a signature of this message under this key.

    Source: RFC 9474, section 4.4.
    """
    if len(blind_signature) != key.size or int.from_bytes(blind_signature) >= key.n:
        raise BadSignature("The blind signature has not the length of the key.")
    signature = (int.from_bytes(blind_signature) * inverse % key.n).to_bytes(key.size)
    verify(key, prepared, signature, variant)
    return signature


def uniform(below: int, random: Random) -> int:
    r"""A number from 1 to ``below - 1``, each as likely, by throwing away those too large.

    >>> uniform(200, lambda count: b"\x07" * count)
    7
    """
    size = -(-below.bit_length() // 8)
    spare = 8 * size - below.bit_length()
    while True:
        number = int.from_bytes(random(size)) >> spare
        if 0 < number < below:
            return number
