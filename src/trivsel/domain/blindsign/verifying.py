"""Is this a signature of that message under that key? A library is asked, not our own code."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA384

from trivsel.domain.blindsign.keys import PublicKey
from trivsel.domain.blindsign.refusals import BadSignature
from trivsel.domain.blindsign.variants import RANDOMIZED, Variant


def verify(
    key: PublicKey, prepared: bytes, signature: bytes, variant: Variant = RANDOMIZED
) -> None:
    """Return quietly if the signature is good.

    Args:
        key: The issuer's public key.
        prepared: The prepared message.
        signature: As long as the modulus.
        variant: Says how long the salt must be; another length is refused.

    Raises:
        BadSignature: If it is not.

    Source: RFC 8017, section 8.1.2, with the parameters of RFC 9474, section 5.
    """
    if len(signature) != key.size:
        raise BadSignature("The signature has not the length of the key.")
    pss = padding.PSS(padding.MGF1(SHA384()), variant.salt_bytes)
    try:
        key.checker.verify(signature, prepared, pss, SHA384())
    except InvalidSignature as error:
        raise BadSignature("The signature is not of this message under this key.") from error
