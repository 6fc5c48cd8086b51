"""A stamped ballot is handed in. Nothing here logs: a line would have a time and an order."""

from datetime import datetime

from django.utils import timezone

from trivsel.ballots import inbox, sheets
from trivsel.ballots.policies import Reason
from trivsel.ballots.services.answers import NotAccepted
from trivsel.ballots.sheets import Phase, Sheet
from trivsel.domain.blindsign import refusals, sealing
from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.submission import Submission, label_of

SHUT = {Phase.EARLY: Reason.EARLY, Phase.OVER: Reason.OVER}
REASONS: dict[type[ValueError], Reason] = {
    refusals.WrongRound: Reason.OTHER_ROUND,
    refusals.UnknownCell: Reason.OTHER_ROUND,
    refusals.WrongCell: Reason.NOT_STAMPED,
    refusals.BadMessage: Reason.NOT_STAMPED,
    refusals.BadSignature: Reason.NOT_STAMPED,
    refusals.BadEnvelope: Reason.UNREADABLE,
}


def hand_in(sheet: Sheet, given: Submission, *, at: datetime) -> Receipt:
    """Store a stamped ballot; when this returns, it survives a power cut.

    The same ballot with the same envelope gets the same receipt; with another envelope the new
    one takes the place of the old, until the round closes.

    Raises:
        NotAccepted: Nothing was stored, and what was there before is as it was.
    """
    today = timezone.localdate(at)
    if reason := SHUT.get(sheet.phase(today)):
        raise NotAccepted(reason)
    manifest = sheets.manifest_of(sheet)
    if manifest is None:
        raise NotAccepted(Reason.OTHER_ROUND)
    try:
        length = sealing.envelope_bytes(len(sheet.sizes), len(sheet.asked))
        label = label_of(given, manifest, envelope_bytes=length)
    except tuple(REASONS) as error:
        raise NotAccepted(REASONS[type(error)]) from None  # its words would name the ballot
    if not inbox.hand_in(label, given.envelope, today=today):
        raise NotAccepted(Reason.OVER)  # the round closed in this very moment
    return Receipt.of(given.envelope)
