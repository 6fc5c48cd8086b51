"""Blind signatures: the issuer stamps a ballot without seeing it (RFC 9474, RSABSSA).

Bytes in, bytes out. Random bytes are an argument. No database, no clock, no Django.
"""

from trivsel.domain.blindsign.blinding import Blinded, blind, finalize, prepare
from trivsel.domain.blindsign.issuing import blind_sign
from trivsel.domain.blindsign.keys import BITS, IssuerKey, PublicKey
from trivsel.domain.blindsign.refusals import BadRequest, BadSignature, Faulty
from trivsel.domain.blindsign.variants import RANDOMIZED, VARIANTS, Variant
from trivsel.domain.blindsign.verifying import verify

__all__ = [
    "BITS",
    "RANDOMIZED",
    "VARIANTS",
    "BadRequest",
    "BadSignature",
    "Blinded",
    "Faulty",
    "IssuerKey",
    "PublicKey",
    "Variant",
    "blind",
    "blind_sign",
    "finalize",
    "prepare",
    "verify",
]
