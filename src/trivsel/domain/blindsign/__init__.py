"""Blind signatures: the issuer stamps a ballot without seeing it (RFC 9474, RSABSSA).

And what such a ballot is made of: manifest, token, sealed envelope, receipt. Bytes in, bytes
out. Random bytes are an argument. No database, no clock, no Django.
"""

from trivsel.domain.blindsign.blinding import Blinded, blind, finalize, prepare
from trivsel.domain.blindsign.issuing import blind_sign
from trivsel.domain.blindsign.keys import BITS, IssuerKey, PublicKey
from trivsel.domain.blindsign.manifest import CellEntry, Manifest, ReleasePlan
from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.refusals import (
    BadEnvelope,
    BadManifest,
    BadMessage,
    BadReceipt,
    BadRequest,
    BadSignature,
    Faulty,
    Incomplete,
    UnknownCell,
    WrongCell,
    WrongRound,
)
from trivsel.domain.blindsign.sealing import Label, envelope_bytes, fits, seal, unseal
from trivsel.domain.blindsign.sixwords import six_words
from trivsel.domain.blindsign.submission import Submission, label_of
from trivsel.domain.blindsign.token import Token
from trivsel.domain.blindsign.variants import RANDOMIZED, VARIANTS, Variant
from trivsel.domain.blindsign.verifying import verify

__all__ = [
    "BITS",
    "RANDOMIZED",
    "VARIANTS",
    "BadEnvelope",
    "BadManifest",
    "BadMessage",
    "BadReceipt",
    "BadRequest",
    "BadSignature",
    "Blinded",
    "CellEntry",
    "Faulty",
    "Incomplete",
    "IssuerKey",
    "Label",
    "Manifest",
    "PublicKey",
    "Receipt",
    "ReleasePlan",
    "Submission",
    "Token",
    "UnknownCell",
    "Variant",
    "WrongCell",
    "WrongRound",
    "blind",
    "blind_sign",
    "envelope_bytes",
    "finalize",
    "fits",
    "label_of",
    "prepare",
    "seal",
    "six_words",
    "unseal",
    "verify",
]
