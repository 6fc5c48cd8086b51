"""The public record of a round answered with ballots: it says how many, never who.

Both functions can be called again from any point of a crash.
"""

from hashlib import sha256

from django.utils import timezone

from trivsel.domain.blindsign.manifest import Manifest
from trivsel.domain.blindsign.record import Cosignature
from trivsel.surveys import box, queries
from trivsel.surveys.models import Release, Round
from trivsel.surveys.rounds.ballots import digest_of
from trivsel.surveys.rounds.manifest import to_bytes


def note_issued(round_: Round) -> None:
    """Keep how many ballots were stamped, before the list of who fetched one is deleted.

    Called when the box has closed: whatever lies in it was stamped, and its stamp committed,
    before. Counted any earlier, a ballot on its way could be in the box and not in the number.
    """
    if round_.answered_by != Round.AnsweredBy.BALLOTS or round_.issued is not None:
        return
    round_.issued = round_.roster.filter(issued_on__isnull=False).count()
    round_.save(update_fields=["issued"])


def publish_record(round_: Round) -> None:
    """Make the record of a released round public, if it has ballots and none is yet."""
    if round_.answered_by != Round.AnsweredBy.BALLOTS or round_.record_digest:
        return
    raw = box.publish_record(round_, _known(round_))
    round_.record_digest = sha256(raw).hexdigest()
    round_.save(update_fields=["record_digest"])


def _known(round_: Round) -> box.Known:
    before = _record_before(round_)
    return box.Known(
        plan=to_bytes(round_.manifest or {}),
        cosigned=tuple(
            Cosignature(
                signature.side,
                timezone.localdate(signature.signed_at),
                bytes.fromhex(signature.digest),
            )
            for signature in round_.signatures.order_by("side")
        ),
        issued=round_.issued or 0,
        closed_on=round_.closed_on or round_.closes_on,
        release=bytes.fromhex(Release.objects.get(round=round_).digest),
        previous_record=bytes.fromhex(before) if before else None,
    )


def _record_before(round_: Round) -> str:
    """The digest of the record of the round that the manifest names; empty if there is none."""
    named = Manifest.from_json(bytes(round_.ballot_manifest or b"")).previous
    before = (one for one in queries.other_manifests(round_) if digest_of(one) == named)
    return next((one.record_digest for one in before), "")
