"""What the clock does. Called once a minute, and harmless as often as it is called."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from trivsel.surveys import auditing, box, policies, queries
from trivsel.surveys.models import Eligible, Round
from trivsel.surveys.rounds.ballots import issue_ends_on
from trivsel.surveys.services import outbox, rosters, running
from trivsel.surveys.states import State

logger = logging.getLogger(__name__)

KEYS_AT_ONCE = 20  # up to a second each
ROSTER_DAYS = 14
STAMP_DAYS = 1
PARTICIPATION_FROM = 100
PARTICIPATION_STEP = 5
PARTICIPATION_LEAST, PARTICIPATION_MOST = 10, 90


def tick(*, at: datetime) -> None:
    """Do what is due for every round that runs, whatever was left half done."""
    today = timezone.localdate(at)
    box.fill_stock(queries.keys_wanted(), at_once=KEYS_AT_ONCE)
    due = Q(state__in=[State.SIGNED, State.OPEN, State.CLOSED]) | queries.unrecorded()
    for round_ in Round.objects.filter(due).prefetch_related("cells"):
        try:
            _STEPS[State(round_.state)](round_, at)
        except Exception:
            # One round that fails must not keep the others from opening and closing.
            logger.exception("Round %s: the clock's step failed; tried again soon.", round_.pk)
    forget_rosters(on=today)
    forget_stamps(on=today)
    forget_comments()
    outbox.look_after(at=at)


def _signed(round_: Round, at: datetime) -> None:
    box.prepare(round_)
    if policies.why_not_open(round_, by=None, on=timezone.localdate(at)) is None:
        running.open_round(round_, by=None, at=at)


def _open(round_: Round, at: datetime) -> None:
    today = timezone.localdate(at)
    if policies.why_not_close(round_, by=None, on=today) is None:
        running.close_round(round_, by=None, at=at)
        _release(round_, at)
        return
    box.open_(round_)
    note_participation(round_, on=today)


def _counted(round_: Round, at: datetime) -> None:
    if auditing.may_try_again(round_, at=at):
        _release(round_, at)


def _release(round_: Round, at: datetime) -> None:
    # What holds it back is in the log, once, and on the round's page.
    with suppress(auditing.HeldBack):
        running.count_and_release(round_, at=at)


_STEPS: dict[State, Callable[[Round, datetime], None]] = {
    State.SIGNED: _signed,
    State.OPEN: _open,
    State.CLOSED: _counted,
    State.RELEASED: _counted,
}


def follow_round(pk: int, *, given_up: str, at: datetime) -> None:
    """Do at once what the clock would do within a minute, after somebody changed a round.

    Args:
        pk: The round.
        given_up: The code of the box it had before; it is discarded if no round names it now.
        at: When.
    """
    if given_up and not Round.objects.filter(box_code=given_up).exists():
        box.discard(given_up)
    round_ = Round.objects.prefetch_related("cells").get(pk=pk)
    if step := _STEPS.get(State(round_.state)):
        step(round_, at)


def note_participation(round_: Round, *, on: date) -> None:
    """Note once a day how many have answered: one figure for all, in steps, from 100 eligible.

    A finer or a more frequent figure would let somebody watch a colleague answer. At its ends
    it tells no more than the release will: not that all have answered, nor that nobody has.
    """
    eligible = sum(cell.eligible for cell in round_.cells.all())
    if eligible < PARTICIPATION_FROM or round_.participation_on == on:
        return
    share = 100 * box.accepted(round_) / eligible
    stepped = PARTICIPATION_STEP * round(share / PARTICIPATION_STEP)
    round_.participation_percent = min(max(stepped, PARTICIPATION_LEAST), PARTICIPATION_MOST)
    round_.participation_on = on
    round_.save(update_fields=["participation_percent", "participation_on"])


def forget_rosters(*, on: date) -> None:
    """Delete who was asked, two weeks after the round has closed."""
    Eligible.objects.filter(round__closed_on__lt=on - timedelta(days=ROSTER_DAYS)).delete()
    rosters.forget_called_off()


def forget_stamps(*, on: date) -> None:
    """Destroy the keys that stamp a round's ballots, a whole day after its last day of issue.

    The count does so too, but a count may fail, and a key that lies about could stamp ballots
    that nobody asked for.
    """
    for code in box.with_stamps():
        round_ = Round.objects.filter(box_code=code, opens_on__lt=on).first()
        ends = issue_ends_on(round_) if round_ else None
        if ends and on > ends + timedelta(days=STAMP_DAYS):
            box.destroy_stamps(code)


def forget_comments() -> None:
    """Delete from the box what people wrote, once it lies in the lists of the release.

    What both sides withhold is wiped there, and what has no place is shown nowhere: neither may
    live on beside it.
    """
    for code in box.with_comments():
        if Round.objects.filter(box_code=code, state=State.RELEASED).exists():
            box.forget_comments(code)
