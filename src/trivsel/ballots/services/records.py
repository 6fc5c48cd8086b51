"""The record of a box: signed once and stored; then the key that signs it is destroyed.

It can be run again after a crash at any point. Until the record is stored the key is there, and
signs the same record again; afterwards the one that is stored stands, whatever is asked.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from trivsel.ballots import keys, policies, queries
from trivsel.ballots.inbox import STORE
from trivsel.ballots.models import Box, Record
from trivsel.domain.blindsign import record
from trivsel.domain.blindsign.manifest import Manifest
from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.record import Cosignature, Counts
from trivsel.domain.refusal import Refused


@dataclass(frozen=True, slots=True)
class Known:
    """What the box does not know and the record says; see domain/blindsign/record."""

    plan: bytes
    cosigned: tuple[Cosignature, ...]
    issued: int
    closed_on: date
    release: bytes
    previous_record: bytes | None


def publish_record(box_code: str, known: Known) -> bytes:
    """Sign and store the record of a counted box, if it has none, and destroy the key.

    Raises:
        Refused: The box is not counted, or was not answered with ballots.
        KeyLost: There is no record, and none can be signed any more.
    """
    stored = queries.record(box_code) or _store(box_code, _signed(box_code, known))
    # After the commit, never before: a key that is gone signs no record.
    transaction.on_commit(lambda: keys.destroy_record(box_code), using=STORE)
    return stored


def _signed(box_code: str, known: Known) -> bytes:
    box = Box.objects.get(pk=box_code)
    if reason := policies.why_not_record(box):
        raise Refused(reason)
    manifest = Manifest.from_json(bytes(box.manifest or b""))
    count = queries.count(box_code)
    whole = record.Record(
        manifest=manifest,
        plan=known.plan,
        cosigned=known.cosigned,
        counts=Counts(
            eligible=sum(cell.eligible for cell in manifest.cells),
            issued=known.issued,
            reissued=0,
            accepted=count.accepted,
            counted=count.opened,
            unreadable=count.invalid,
        ),
        closed_on=known.closed_on,
        receipts=tuple(Receipt(digest) for digest in queries.receipts(box_code)),
        release=known.release,
        previous_record=known.previous_record,
    )
    return whole.signed(keys.record(box_code, manifest.record_key)).to_json()


def _store(box_code: str, raw: bytes) -> bytes:
    """Store the record unless another run was first; give the one that stands."""
    with transaction.atomic(using=STORE):
        Record.objects.bulk_create([Record(box_id=box_code, raw=raw)], ignore_conflicts=True)
    return queries.record(box_code) or raw
