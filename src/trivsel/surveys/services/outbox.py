"""The outbox: who is written to is put down first, and sent from there, a few at each tick.

Everything here may be cut off anywhere and run again. A letter is deleted only after the mail
server has taken it, so a crash in between sends it twice; no crash sends it never. Whoever runs
this twice at once sends once: a letter is claimed before it is sent.

Nothing here says the minute somebody did something. The notice of a ballot waits for the next
morning, and letters are made and sent in an order drawn at random. The log has numbers of
letters, never an address.
"""

import logging
import smtplib
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from secrets import SystemRandom

from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from trivsel.surveys import box
from trivsel.surveys.letters import mail_of
from trivsel.surveys.models import Eligible, Letter, Round
from trivsel.surveys.rounds.reminders import last_due
from trivsel.surveys.services.held import held
from trivsel.surveys.states import State

logger = logging.getLogger(__name__)

MORNING = 7  # no letter leaves before this hour
AT_ONCE = 50  # letters in a tick
CLAIMED = 5  # ticks that a letter waits if whoever claimed it has died
SILENT_AT_MOST = 30  # ticks between two tries of a mail server that does not answer
REFUSED_AT_MOST = 720  # ticks between two tries of a letter that it refuses: twice a day
SILENCES = 3  # then the rest waits for the next tick
ROSTER_DAYS = 14
# What a mail server says of one letter. Everything else it says of itself.
OF_ONE = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPNotSupportedError)

_drawn = SystemRandom()


def look_after(*, at: datetime) -> None:
    """Put down who is to be written to, send what is due, and throw away what is pointless."""
    on = timezone.localdate(at)
    rounds = list(_rounds(on))
    _tidy(rounds)
    if timezone.localtime(at).hour < MORNING:
        return
    for round_ in rounds:
        try:
            fill(round_, on=on)
        except Exception:
            # One round that fails must not keep the others' letters from being written.
            logger.exception("Round %s: its letters were not put down.", round_.pk)
    send(on=on)


def _rounds(on: date) -> QuerySet[Round]:
    """Rounds that may have letters: open, or closed and with a roster still."""
    return Round.objects.filter(
        Q(state=State.OPEN) | Q(closed_on__gte=on - timedelta(days=ROSTER_DAYS)),
        answered_by=Round.AnsweredBy.BALLOTS,
    )


def _tidy(rounds: Iterable[Round]) -> None:
    """What belongs to no round that runs goes; so does the key of links to one that is over."""
    rounds = list(rounds)
    over = [round_ for round_ in rounds if round_.state != State.OPEN]
    asking = Q(kind__in=[Letter.Kind.INVITATION, Letter.Kind.REMINDER])
    Letter.objects.filter(~Q(round__in=rounds) | asking & Q(round__in=over)).delete()
    for round_ in over:
        box.destroy_link_key(round_.box_code)


# --- who is to be written to -----------------------------------------------------------------
def fill(round_: Round, *, on: date) -> None:
    """Put down everybody who is to be written to about the round by this day, once each."""
    if round_.state == State.OPEN and round_.opens_on <= on <= round_.closes_on:
        _put(round_, _uninvited(round_), Letter.Kind.INVITATION, on=on)
        _remind(round_, on=on)
    _notify(round_, on=on)


def _reachable(round_: Round) -> QuerySet[Eligible]:
    return round_.roster.filter(person__left_on__isnull=True).exclude(person__email="")


def _uninvited(round_: Round) -> QuerySet[Eligible]:
    """Whoever has no invitation: the round has just opened, or the address came late."""
    waiting = Letter.objects.filter(round=round_, kind=Letter.Kind.INVITATION)
    return (
        _reachable(round_)
        .filter(invited_on__isnull=True, issued_on__isnull=True)
        .exclude(person__in=waiting.values("person"))
    )


def _remind(round_: Round, *, on: date) -> None:
    due = last_due(round_.opens_on, round_.closes_on, on=on)
    if due is None or not _is_before(round_.reminded_on, due):
        return
    with transaction.atomic():
        round_ = held(round_, by=None)
        if not _is_before(round_.reminded_on, due):
            return  # somebody else has done it meanwhile
        unfetched = _reachable(round_).filter(issued_on__isnull=True, invited_on__lt=on)
        _put(round_, unfetched, Letter.Kind.REMINDER, on=on)
        round_.reminded_on = on
        round_.save(update_fields=["reminded_on"])


def _notify(round_: Round, *, on: date) -> None:
    """The day is over when this comes, so whoever fetched on it has been written down."""
    if not _is_before(round_.noticed_on, on):
        return
    with transaction.atomic():
        round_ = held(round_, by=None)
        if not _is_before(round_.noticed_on, on):
            return
        fetched = _reachable(round_).filter(issued_on__lt=on)
        if round_.noticed_on:
            fetched = fetched.filter(issued_on__gte=round_.noticed_on)
        _put(round_, fetched, Letter.Kind.NOTICE, on=on)
        round_.noticed_on = on
        round_.save(update_fields=["noticed_on"])


def _is_before(done: date | None, due: date) -> bool:
    return done is None or done < due


def _put(round_: Round, places: QuerySet[Eligible], kind: Letter.Kind, *, on: date) -> None:
    # The rows themselves lie in an order of their own: the roster's is that of last writing,
    # which is the order in which people fetched.
    people = list(places.values_list("person", flat=True))
    _drawn.shuffle(people)
    letters = [Letter(round=round_, person_id=who, kind=kind, due_on=on) for who in people]
    Letter.objects.bulk_create(letters, batch_size=2000, ignore_conflicts=True)


# --- sending ---------------------------------------------------------------------------------
def send(*, on: date) -> None:
    """Send some of what is due, drawn at random; what fails waits, each time longer."""
    Letter.objects.filter(wait__gt=0).update(wait=F("wait") - 1)
    due = list(Letter.objects.filter(due_on__lte=on, wait=0).values_list("pk", flat=True))
    if not due:
        return
    silences = refusals = 0
    mailer = mailers.default
    try:
        for pk in _drawn.sample(due, min(AT_ONCE, len(due))):
            try:
                _send_one(pk, mailer, on=on)
            except OF_ONE:
                refusals += 1
                _failed(pk, at_most=REFUSED_AT_MOST)
            except OSError:
                silences += 1
                _failed(pk, at_most=SILENT_AT_MOST)
                _hang_up(mailer)
            except Exception as error:  # noqa: BLE001 - one letter must not stop the others
                # Its text may hold the address, so its name is all that is told.
                logger.warning("A letter could not be written: %s.", type(error).__name__)
                _failed(pk, at_most=REFUSED_AT_MOST)
            if silences == SILENCES:
                break
    finally:
        _hang_up(mailer)
    if silences or refusals:
        logger.warning(
            "Letters: the mail server refused %s, and did not answer %s times; they are kept.",
            refusals,
            silences,
        )


def _send_one(pk: int, mailer: BaseEmailBackend, *, on: date) -> None:
    if not Letter.objects.filter(pk=pk, wait=0).update(wait=CLAIMED):
        return  # somebody else has it
    letter = Letter.objects.select_related(
        "round__organisation", "round__instrument", "person__user"
    ).get(pk=pk)
    place = Eligible.objects.filter(round=letter.round, person=letter.person).first()
    if place is None or not _is_wanted(letter, place, on=on):
        letter.delete()
        return
    mailer.open()
    mailer.send_messages([mail_of(letter, place)])
    _sent(letter, place, on=on)


def _is_wanted(letter: Letter, place: Eligible, *, on: date) -> bool:
    """Whether the letter still has a reader and a reason, at the very moment it leaves."""
    if letter.person.left_on or not letter.person.email:
        return False
    if letter.kind == Letter.Kind.NOTICE:
        return place.issued_on is not None
    opened = letter.round.state == State.OPEN
    return opened and on <= letter.round.closes_on and place.issued_on is None


@transaction.atomic
def _sent(letter: Letter, place: Eligible, *, on: date) -> None:
    if letter.kind == Letter.Kind.INVITATION:
        Eligible.objects.filter(pk=place.pk).update(invited_on=on)
    letter.delete()


def _failed(pk: int, *, at_most: int) -> None:
    letter = Letter.objects.filter(pk=pk).first()
    if letter:
        letter.failures = min(letter.failures + 1, 30)
        letter.wait = min(2**letter.failures, at_most)
        letter.save(update_fields=["failures", "wait"])


def _hang_up(mailer: BaseEmailBackend) -> None:
    with suppress(OSError):
        mailer.close()
