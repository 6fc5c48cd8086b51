"""The whole record: what it must hold, its one row of bytes, and the one signature on it."""

from base64 import b64encode
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from trivsel.domain.blindsign.manifest import Manifest
from trivsel.domain.blindsign.manifest.canonical import Value, from_bytes, to_bytes
from trivsel.domain.blindsign.manifest.checks import check_hash, check_once
from trivsel.domain.blindsign.manifest.jsonpart import Part
from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.record.parts import Cosignature, Counts, receipt_of
from trivsel.domain.blindsign.refusals import BadManifest, NotCanonical

FORMAT = 1
PURPOSE = b"trivsel record 1\0"
SIGNATURE_BYTES = 64
MOST_BYTES = 32 * 2**20  # a manifest at its largest, and receipts of 300,000 answers


@dataclass(frozen=True)
class Record:
    """The public record of one round. It names no person.

    Attributes:
        manifest: The round's public manifest, whole, so that its digest can be made again.
        plan: What both sides signed, byte for byte; it names the manifest by its digest.
        cosigned: The two signatures, in the order of their sides.
        counts: How many, of the whole organisation.
        closed_on: The last day on which an answer was taken.
        receipts: Of all ballots that were in the box, in their own order, each once.
        release: SHA-256 of the figures that were released, 32 bytes.
        previous_record: SHA-256 of the record of the round that the manifest names as the one
            before; None if there was none when this one was made.
        signature: Ed25519, under the manifest's record key; empty before it is signed.
    """

    manifest: Manifest
    plan: bytes
    cosigned: tuple[Cosignature, ...]
    counts: Counts
    closed_on: date
    receipts: tuple[Receipt, ...]
    release: bytes
    previous_record: bytes | None = None
    signature: bytes = b""

    def __post_init__(self) -> None:
        """Refuse a record that could be read in two ways.

        Raises:
            BadManifest: With place and reason.
        """
        check_hash("release", self.release)
        if self.previous_record is not None:
            check_hash("previous_record", self.previous_record)
        sides = [one.side for one in self.cosigned]
        check_once("cosigned[{}].side", sides)
        if sides != sorted(sides):
            raise BadManifest("cosigned", "must stand in the order of the sides")
        digests = [receipt.digest for receipt in self.receipts]
        check_once("receipts[{}]", (digest.hex() for digest in digests))
        if digests != sorted(digests):
            raise BadManifest("receipts", "must stand in their own order")
        if len(self.signature) not in {0, SIGNATURE_BYTES}:
            raise BadManifest("signature", f"must be {SIGNATURE_BYTES} bytes")

    @property
    def fields(self) -> dict[str, Value]:
        """The record as JSON, with its signature."""
        before = self.previous_record
        return {
            "closed_on": self.closed_on.isoformat(),
            "cosigned": [one.fields for one in self.cosigned],
            "counts": self.counts.fields,
            "format": FORMAT,
            "manifest": self.manifest.fields,
            "plan": b64encode(self.plan).decode(),
            "previous_record": None if before is None else before.hex(),
            "receipts": [str(receipt) for receipt in self.receipts],
            "release": self.release.hex(),
            "signature": b64encode(self.signature).decode(),
        }

    @property
    def message(self) -> bytes:
        """What is signed: all of the record but the signature itself."""
        return PURPOSE + to_bytes({**self.fields, "signature": ""})

    def signed(self, key: Ed25519PrivateKey) -> "Record":
        """Give the record with its signature. The same record gets the same one again."""
        return replace(self, signature=key.sign(self.message))

    @property
    def is_signed(self) -> bool:
        """Whether the signature is one of this record under the key that its manifest names."""
        key = Ed25519PublicKey.from_public_bytes(self.manifest.record_key)
        try:
            key.verify(self.signature, self.message)
        except InvalidSignature:
            return False
        return True

    def to_json(self) -> bytes:
        """Write the record as canonical JSON."""
        return to_bytes(self.fields)

    @cached_property
    def digest(self) -> bytes:
        """SHA-256 of the canonical JSON: the next round's record names it."""
        return sha256(self.to_json()).digest()

    @classmethod
    def from_json(cls, raw: bytes) -> "Record":
        """Read a record, and refuse all that is not byte for byte as :meth:`to_json` writes.

        Whether what it says holds is another matter: see :func:`check_record`.

        Raises:
            BadManifest: With place and reason.

        >>> Record.from_json(b'{"format":1}')
        Traceback (most recent call last):
        trivsel.domain.blindsign.refusals.BadManifest: closed_on: is missing
        """
        try:
            value = from_bytes(raw, most=MOST_BYTES)
        except NotCanonical as error:
            raise BadManifest("", str(error)) from error
        fields = Part(value).fields(*_FIELDS)
        fields["format"].exactly(FORMAT)
        before = fields["previous_record"]
        values: dict[str, Any] = {
            "manifest": Manifest.of(fields["manifest"]),
            "plan": fields["plan"].octets(),
            "cosigned": tuple(Cosignature.of(one) for one in fields["cosigned"].items()),
            "counts": Counts.of(fields["counts"]),
            "closed_on": fields["closed_on"].day(),
            "receipts": tuple(receipt_of(one) for one in fields["receipts"].items()),
            "release": fields["release"].hash(),
            "previous_record": None if before.value is None else before.hash(),
            "signature": fields["signature"].octets(),
        }
        if not values["signature"]:
            raise fields["signature"].refuse(f"must be {SIGNATURE_BYTES} bytes")
        return cls(**values)


_FIELDS = ("format", *Record.__dataclass_fields__)
