"""What the issuer does: sign a number without seeing what it is (RFC 9474, section 4.3).

The private operation runs in two halves (by the primes), on a number blinded once more, with a
power that takes the same time whatever the exponent; and nothing leaves before it was checked.
"""

from collections.abc import Callable

from gmpy2 import mpz, powmod_sec

from trivsel.domain.blindsign.blinding import uniform
from trivsel.domain.blindsign.keys import IssuerKey
from trivsel.domain.blindsign.refusals import BadRequest, Faulty


def blind_sign(key: IssuerKey, blinded: bytes, random: Callable[[int], bytes]) -> bytes:
    """Sign a blinded message.

    Args:
        key: The issuer's private key of the round and cell.
        blinded: The blinded message, exactly as long as the modulus.
        random: Gives as many random bytes as it is asked for; blinds the power itself.

    Returns:
        The blind signature, as long as the modulus.

    Raises:
        BadRequest: If the message has another length, is 0, or is not below the modulus.
        Faulty: If the result does not check: a fault there would give the key away.

    Source: RFC 9474, section 4.3; base blinding after RFC 9474, section 7.1.
    """
    if len(blinded) != key.public.size:
        raise BadRequest("The message has not the length of the key.")
    number = int.from_bytes(blinded)
    if not 0 < number < key.n:
        raise BadRequest("The message is out of range.")
    factor = uniform(key.n, random)
    masked = number * pow(factor, key.e, key.n) % key.n
    signature = _power(key, masked) * pow(factor, -1, key.n) % key.n
    if pow(signature, key.e, key.n) != number:
        raise Faulty("A signature did not check and was thrown away.")
    return signature.to_bytes(key.public.size)


def _power(key: IssuerKey, base: int) -> int:
    """``base ** d mod n`` by the Chinese remainder theorem, in constant time for each prime."""
    by_p, by_q, inverse = key.remainders
    mod_p = powmod_sec(mpz(base % key.p), mpz(by_p), mpz(key.p))
    mod_q = powmod_sec(mpz(base % key.q), mpz(by_q), mpz(key.q))
    return int(mod_q + key.q * ((inverse * (mod_p - mod_q)) % key.p))
