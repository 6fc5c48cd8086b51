"""EMSA-PSS: how a message becomes a number before it is blinded (RFC 8017, section 9.1.1)."""

from hashlib import sha384

from trivsel.domain.blindsign.variants import HASH_BYTES

TRAILER = b"\xbc"


def emsa_pss_encode(message: bytes, *, bits: int, salt: bytes) -> bytes:
    """Encode a message for signing, with SHA-384 and MGF1 on SHA-384.

    Args:
        message: What is to be signed; any length.
        bits: Length of the result in bits: the modulus' length less one.
        salt: As many random bytes as the variant asks for.

    Returns:
        The encoding, ceil(bits / 8) bytes.

    Raises:
        ValueError: If there is no room for hash and salt in that many bits.

    Source: RFC 8017, section 9.1.1.

    >>> len(emsa_pss_encode(b"a ballot", bits=3071, salt=bytes(48)))
    384
    """
    length = -(-bits // 8)
    if length < HASH_BYTES + len(salt) + 2:
        raise ValueError("The key is too short for this hash and salt.")
    hash_ = sha384(bytes(8) + sha384(message).digest() + salt).digest()
    block = (b"\x01" + salt).rjust(length - HASH_BYTES - 1, b"\0")
    mask = mgf1(hash_, len(block))
    masked = bytearray(a ^ b for a, b in zip(block, mask, strict=True))
    masked[0] &= 0xFF >> (8 * length - bits)
    return bytes(masked) + hash_ + TRAILER


def mgf1(seed: bytes, length: int) -> bytes:
    """Stretch a seed to a mask of ``length`` bytes with SHA-384 (RFC 8017, appendix B.2.1)."""
    blocks = (sha384(seed + i.to_bytes(4)).digest() for i in range(-(-length // HASH_BYTES)))
    return b"".join(blocks)[:length]
