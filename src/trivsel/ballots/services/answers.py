"""An answer comes in. Nothing here logs: a line in a log would have a time and an order."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from trivsel.ballots import codes, inbox, policies
from trivsel.ballots.codes import Marks
from trivsel.ballots.policies import Reason
from trivsel.ballots.sheets import Sheet
from trivsel.domain.blindsign import sealing
from trivsel.domain.blindsign.sealing import Label
from trivsel.domain.blindsign.written import tidy
from trivsel.domain.refusal import Refused


class NotAccepted(Refused):
    """The answer is not stored; ``reason`` says why, the message says it to the person."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(policies.sentence(reason))
        self.reason = reason


def check_code(sheet: Sheet, code: str, *, at: datetime) -> None:
    """See whether a code can answer now, before somebody spends ten minutes. Writes nothing.

    Raises:
        NotAccepted: It cannot.
    """
    _cell_of(codes.marks(sheet.code, code), timezone.localdate(at))


def submit(
    sheet: Sheet, *, code: str, packed: bytes, at: datetime, comments: Sequence[str] = ()
) -> None:
    """Seal the answer and store it; when this returns, it survives a power cut.

    ``comments`` has one for each open question, '' where nothing is written.

    Raises:
        NotAccepted: Nothing was stored.
    """
    if not sealing.fits(packed, sheet.sizes):
        raise NotAccepted(Reason.UNREADABLE)
    written = [tidy(text) for text in comments] or [""] * len(sheet.asked)
    if len(written) != len(sheet.asked):
        raise NotAccepted(Reason.UNREADABLE)
    if not any(packed) and not any(written):
        raise NotAccepted(Reason.EMPTY)
    marks, today = codes.marks(sheet.code, code), timezone.localdate(at)
    cell = _cell_of(marks, today)
    label = Label(sheet.code, cell, marks.nullifier)
    envelope = sealing.seal(packed, sheet.seal_key, label, written)
    if not inbox.put(marks, cell, envelope, today=today):
        _cell_of(marks, today)  # somebody was faster, or the round closed: say which
        raise NotAccepted(Reason.OVER)


def _cell_of(marks: Marks, today: date) -> str:
    standing = inbox.find(marks, today=today)
    if reason := policies.why_not_answer(standing):
        raise NotAccepted(reason)
    if standing is None or standing.cell is None:
        raise NotAccepted(Reason.UNKNOWN)
    return standing.cell
