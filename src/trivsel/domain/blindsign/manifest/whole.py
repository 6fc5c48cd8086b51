"""The whole manifest: what it must hold, and its one row of bytes."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from trivsel.domain.blindsign.manifest.canonical import Value, from_bytes, to_bytes
from trivsel.domain.blindsign.manifest.cells import CellEntry, check_cells
from trivsel.domain.blindsign.manifest.checks import (
    check_code,
    check_hash,
    check_record_key,
    check_seal_key,
)
from trivsel.domain.blindsign.manifest.jsonpart import Part
from trivsel.domain.blindsign.manifest.plan import ReleasePlan
from trivsel.domain.blindsign.refusals import BadManifest, NotCanonical

FORMAT = 1
ANSWERED_BY = "ballots"


@dataclass(frozen=True)
class Manifest:
    """The public manifest of one round.

    Attributes:
        organisation: The organisation's code.
        round: The round's code.
        instrument: SHA-256 of the questionnaire, 32 bytes.
        cells: In the order of their codes, each with a key of its own.
        seal_key: The public key that answers are sealed to, X25519, 32 bytes.
        record_key: The public key that the round's one record is signed with, Ed25519, 32
            bytes.
        opens_on, issue_ends_on, closes_on: Last days included; in this order, or the same.
        release_plan: What will be shown.
        previous: Digest of the organisation's manifest before this one; None for the first.
    """

    organisation: str
    round: str
    instrument: bytes
    cells: tuple[CellEntry, ...]
    seal_key: bytes
    record_key: bytes
    opens_on: date
    issue_ends_on: date
    closes_on: date
    release_plan: ReleasePlan
    previous: bytes | None = None

    def __post_init__(self) -> None:
        """Refuse a manifest that nobody should put their name to.

        Raises:
            BadManifest: With place and reason.
        """
        check_code("organisation", self.organisation)
        check_code("round", self.round)
        check_hash("instrument", self.instrument)
        if self.previous is not None:
            check_hash("previous", self.previous)
        check_seal_key(self.seal_key)
        check_record_key(self.record_key)
        if not self.opens_on <= self.issue_ends_on:
            raise BadManifest("issue_ends_on", "is before the round opens")
        if not self.issue_ends_on <= self.closes_on:
            raise BadManifest("closes_on", "is before the last day of issue")
        check_cells(self.cells)

    def cell(self, code: str) -> CellEntry | None:
        """Give the cell with this code, if there is one."""
        return next((cell for cell in self.cells if cell.code == code), None)

    @property
    def fields(self) -> dict[str, Value]:
        """The manifest as JSON."""
        return {
            "answered_by": ANSWERED_BY,
            "cells": [cell.fields for cell in self.cells],
            "closes_on": self.closes_on.isoformat(),
            "format": FORMAT,
            "instrument": self.instrument.hex(),
            "issue_ends_on": self.issue_ends_on.isoformat(),
            "opens_on": self.opens_on.isoformat(),
            "organisation": self.organisation,
            "previous": None if self.previous is None else self.previous.hex(),
            "record_key": b64encode(self.record_key).decode(),
            "release_plan": self.release_plan.fields,
            "round": self.round,
            "seal_key": b64encode(self.seal_key).decode(),
        }

    def to_json(self) -> bytes:
        """Write the manifest as canonical JSON."""
        return to_bytes(self.fields)

    @cached_property
    def digest(self) -> bytes:
        """SHA-256 of the canonical JSON: what is signed, and shown as six words."""
        return sha256(self.to_json()).digest()

    @classmethod
    def from_json(cls, raw: bytes) -> "Manifest":
        """Read a manifest, and refuse all that is not byte for byte as :meth:`to_json` writes.

        Raises:
            BadManifest: With place and reason.

        >>> Manifest.from_json(b"{}")
        Traceback (most recent call last):
        trivsel.domain.blindsign.refusals.BadManifest: answered_by: is missing
        """
        try:
            value = from_bytes(raw)
        except NotCanonical as error:
            raise BadManifest("", str(error)) from error
        return cls.of(Part(value))

    @classmethod
    def of(cls, part: Part) -> "Manifest":
        """Read a manifest that stands inside another file; BadManifest if it is none."""
        fields = part.fields(*_FIELDS)
        fields["answered_by"].exactly(ANSWERED_BY)
        fields["format"].exactly(FORMAT)
        previous = fields["previous"]
        values: dict[str, Any] = {
            "organisation": fields["organisation"].text(),
            "round": fields["round"].text(),
            "instrument": fields["instrument"].hash(),
            "cells": tuple(CellEntry.of(item) for item in fields["cells"].items()),
            "seal_key": fields["seal_key"].octets(),
            "record_key": fields["record_key"].octets(),
            "opens_on": fields["opens_on"].day(),
            "issue_ends_on": fields["issue_ends_on"].day(),
            "closes_on": fields["closes_on"].day(),
            "release_plan": ReleasePlan.of(fields["release_plan"]),
            "previous": None if previous.value is None else previous.hash(),
        }
        with part.inside():
            return cls(**values)


_FIELDS = ("answered_by", "format", *Manifest.__dataclass_fields__)
