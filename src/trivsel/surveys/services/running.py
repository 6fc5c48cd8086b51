"""Open, close, count, release, record: by the clock or by hand, and again after any crash.

The state in the people's store changes first, the ballot box follows. If we die between the
two, ``tick`` does for the box what the state says.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trivsel.accounts.events import What
from trivsel.domain.refusal import Refused
from trivsel.organisation.models import Person
from trivsel.surveys import box, policies, states
from trivsel.surveys.models import Round
from trivsel.surveys.services import recording
from trivsel.surveys.services.held import held, record
from trivsel.surveys.states import State, Step


def open_round(round_: Round, *, by: Person | None, at: datetime) -> Round:
    """Open the round: from now on answers are taken.

    Raises:
        Refused: The policy says no.
    """
    with transaction.atomic():
        round_ = held(round_, by=by)
        if reason := policies.why_not_open(round_, by=by, on=timezone.localdate(at)):
            raise Refused(reason)
        states.take(round_, Step.OPEN)
        round_.save(update_fields=["state"])
        record(What.ROUND_OPENED, round_, by=by, at=at)
    box.open_(round_)
    return round_


def close_round(round_: Round, *, by: Person | None, at: datetime, reason: str = "") -> Round:
    """Close the round for good: from now on no answer is taken. All answers are kept.

    Raises:
        Refused: The policy says no.
    """
    with transaction.atomic():
        round_ = held(round_, by=by)
        today = timezone.localdate(at)
        if refusal := policies.why_not_close(round_, by=by, on=today, reason=reason):
            raise Refused(refusal)
        states.take(round_, Step.CLOSE)
        round_.closed_on = min(today, round_.closes_on)
        round_.end_reason = reason.strip()
        round_.save(update_fields=["state", "closed_on", "end_reason"])
        record(What.ROUND_CLOSED, round_, by=by, at=at)
    box.close(round_)
    box.destroy_link_key(round_.box_code)
    recording.note_issued(round_)
    return round_


def count_and_release(round_: Round, *, at: datetime) -> Round:
    """Count a closed round's box, freeze its figures, publish its record.

    A round that is released keeps the figures and the record it has.

    If the count fails, nothing is lost and the round keeps the reason: its page says that the
    count is tried again, and the operator finds it with `trivsel doctor`.

    Raises:
        Refused: The round is neither closed nor released.
    """
    from trivsel.surveys import results  # noqa: PLC0415 - slow package: loads numpy

    round_.refresh_from_db()
    if round_.state == State.RELEASED:
        recording.publish_record(round_)
        return round_
    if reason := states.why_not(round_, Step.RELEASE):
        raise Refused(reason)
    box.close(round_)
    box.destroy_link_key(round_.box_code)
    recording.note_issued(round_)
    _count(round_)
    results.release_round(round_, at=at)
    box.forget_comments(round_.box_code)
    round_.refresh_from_db()
    recording.publish_record(round_)
    return round_


def _count(round_: Round) -> None:
    same = Round.objects.filter(pk=round_.pk)
    try:
        box.count(round_)
    except Exception as error:
        same.update(count_trouble=box.trouble_with(error))
        raise
    same.exclude(count_trouble="").update(count_trouble="")
