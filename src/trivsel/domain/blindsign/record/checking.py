"""Checking a record, or a bare manifest, from the file alone and what its reader brings."""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from trivsel.domain.blindsign.manifest import SMALLEST_CELL, Manifest
from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.record.chain import (
    Earlier,
    check_chain,
    check_record_before,
    unreadable,
)
from trivsel.domain.blindsign.record.findings import Check, Finding, Outcome, found
from trivsel.domain.blindsign.record.parts import SIDES
from trivsel.domain.blindsign.record.whole import Record
from trivsel.domain.blindsign.refusals import BadManifest
from trivsel.domain.blindsign.sixwords import six_words


def check_record(
    raw: bytes,
    *,
    words: Sequence[str] = (),
    receipts: Iterable[Receipt] = (),
    earlier: Sequence[Earlier] = (),
    release: bytes | None = None,
) -> list[Finding]:
    """Check everything that a record can show.

    What the file cannot show by itself stays open unless its reader brings it along. What no
    check can show is in :data:`LIMITS`, and is to be said beside whatever comes out here.

    Args:
        raw: The file, byte for byte.
        words: Six words from somebody else's screen, or from the sheet that was signed.
        receipts: The reader's own.
        earlier: Files of earlier rounds, in any order.
        release: SHA-256 of the released figures as they lie there now.

    Returns:
        One finding for each check; if the file cannot be read, that one alone.

    >>> [str(finding) for finding in check_record(b'{"format":1}')]
    ['It cannot be read. At closed_on: is missing.']
    """
    try:
        record = Record.from_json(raw)
    except BadManifest as error:
        return [unreadable(error)]
    return [
        found(Check.FORM, holds=True),
        _check_words(record.manifest, words),
        *_check_signatures(record),
        *_check_counts(record),
        _check_cells(record.manifest),
        _check_days(record),
        check_chain(record.manifest, earlier),
        *filter(None, [check_record_before(record, earlier)]),
        _check_release(record, release),
        *_check_own(record, list(receipts)),
    ]


def check_manifest(
    raw: bytes, *, words: Sequence[str] = (), earlier: Sequence[Earlier] = ()
) -> list[Finding]:
    """Check a bare manifest, as it is published from the day both sides have signed.

    Args:
        raw: The file, byte for byte.
        words: Six words from somebody else's screen, or from the sheet that was signed.
        earlier: Files of earlier rounds, in any order.

    Returns:
        One finding for each check; if the file cannot be read, that one alone.

    >>> [str(finding) for finding in check_manifest(b"[]")]
    ['It cannot be read. At the file: must be an object.']
    """
    try:
        manifest = Manifest.from_json(raw)
    except BadManifest as error:
        return [unreadable(error)]
    return [
        found(Check.FORM, holds=True),
        _check_words(manifest, words),
        _check_cells(manifest),
        check_chain(manifest, earlier),
    ]


def _check_words(manifest: Manifest, words: Sequence[str]) -> Finding:
    own = six_words(manifest.digest)
    facts = {"words": " ".join(own)}
    if not words:
        return Finding(Check.WORDS, Outcome.OPEN, facts)
    return found(Check.WORDS, [word.casefold() for word in words] == list(own), **facts)


def _check_signatures(record: Record) -> list[Finding]:
    plan = sha256(record.plan).digest()
    sides = {one.side for one in record.cosigned if one.digest == plan}
    digest = record.manifest.digest.hex()
    return [
        found(Check.SIGNATURE, record.is_signed),
        found(Check.COSIGNED, sides == set(SIDES), digest=plan.hex()),
        found(Check.PLAN, _named_in(record.plan) == digest, digest=digest),
    ]


def _named_in(plan: bytes) -> str | None:
    """Give the digest of the manifest that a plan names, if it can be read in one way only."""
    try:
        read: Any = json.loads(plan)
        again = json.dumps(read, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if again.encode() != plan:
            return None
        return str(read["ballots"]["digest"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _check_counts(record: Record) -> list[Finding]:
    counts = record.counts
    facts = counts.fields
    total = sum(cell.eligible for cell in record.manifest.cells)
    stamped = counts.issued + counts.reissued
    fits = counts.accepted <= stamped and counts.issued <= counts.eligible
    return [
        found(
            Check.RECEIPTS,
            counts.accepted == len(record.receipts),
            accepted=counts.accepted,
            receipts=len(record.receipts),
        ),
        found(Check.COUNTED, counts.counted + counts.unreadable == counts.accepted, **facts),
        found(Check.ISSUED, fits and counts.reissued <= counts.issued, **facts),
        found(Check.ELIGIBLE, counts.eligible == total, sum=total, **facts),
    ]


def _check_cells(manifest: Manifest) -> Finding:
    sizes = [cell.eligible for cell in manifest.cells]
    return found(
        Check.CELLS, min(sizes) >= SMALLEST_CELL, count=len(sizes), least=SMALLEST_CELL
    )


def _check_days(record: Record) -> Finding:
    manifest, closed = record.manifest, record.closed_on
    in_order = manifest.opens_on <= closed <= manifest.closes_on
    signed = all(one.signed_on <= closed for one in record.cosigned)
    return found(
        Check.DAYS,
        in_order and signed,
        opens=manifest.opens_on,
        closed=closed,
    )


def _check_release(record: Record, release: bytes | None) -> Finding:
    facts = {"digest": record.release.hex()}
    if release is None:
        return Finding(Check.RELEASE, Outcome.OPEN, facts)
    return found(Check.RELEASE, release == record.release, **facts)


def _check_own(record: Record, receipts: Sequence[Receipt]) -> list[Finding]:
    if not receipts:
        return [Finding(Check.MINE, Outcome.OPEN)]
    there = set(record.receipts)
    return [found(Check.MINE, one in there, receipt=str(one)) for one in receipts]
