"""The rounds before: each manifest names the one before it, each record the record before."""

from collections.abc import Sequence
from dataclasses import dataclass

from trivsel.domain.blindsign.manifest import Manifest
from trivsel.domain.blindsign.record.findings import Check, Finding, Outcome, found
from trivsel.domain.blindsign.record.whole import Record
from trivsel.domain.blindsign.refusals import BadManifest


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier round's file: its manifest, and its record if the file is one."""

    manifest: Manifest
    record: Record | None = None


def read_earlier(raw: bytes) -> Earlier:
    """Read a file that is a record or a bare manifest.

    Raises:
        BadManifest: It is neither; the reason is that of the one it looks like.

    >>> read_earlier(b"{}")
    Traceback (most recent call last):
    trivsel.domain.blindsign.refusals.BadManifest: closed_on: is missing
    """
    if not looks_like_a_record(raw):
        return Earlier(Manifest.from_json(raw))
    record = Record.from_json(raw)
    return Earlier(record.manifest, record)


def looks_like_a_record(raw: bytes) -> bool:
    """Tell a record from a manifest: a manifest begins with how it is answered."""
    return not raw.startswith(b'{"answered_by"')


def check_chain(manifest: Manifest, earlier: Sequence[Earlier]) -> Finding:
    """Follow the manifest back through earlier ones. Each that is given must be on the way."""
    unused = {one.manifest.digest: one.manifest for one in earlier}
    at, steps = manifest.previous, 0
    if at is None:
        return found(Check.FIRST, not earlier)
    while at in unused:
        step = unused.pop(at)
        if step.organisation != manifest.organisation:
            return found(Check.CHAIN, holds=False, digest=at.hex())
        at, steps = step.previous, steps + 1
    if unused:
        missing = next(iter(unused)) if at is None else at
        return found(Check.CHAIN, holds=False, digest=missing.hex())
    if at is not None and not steps:
        return Finding(Check.CHAIN, Outcome.OPEN, {"digest": at.hex()})
    return found(Check.CHAIN, holds=True, count=steps)


def check_record_before(record: Record, earlier: Sequence[Earlier]) -> Finding | None:
    """Hold the record of the round before against the digest; None for a first round."""
    before = record.manifest.previous
    if before is None and record.previous_record is None:
        return None
    records = [one.record for one in earlier if one.record and one.manifest.digest == before]
    if before is None:
        return found(Check.EARLIER_RECORD, holds=False)
    if not records or record.previous_record is None:
        return Finding(Check.EARLIER_RECORD, Outcome.OPEN)
    fits = all(one.digest == record.previous_record and one.is_signed for one in records)
    return found(Check.EARLIER_RECORD, fits)


def unreadable(error: BadManifest) -> Finding:
    """Say of a file that it cannot be read, where and why."""
    place = error.place or "the file"
    return found(Check.FORM, holds=False, place=place, reason=error.reason)
