"""What a round's page says: how far it is, what comes now, and why a button is off."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trivsel.organisation.models import Person
from trivsel.surveys import policies, queries
from trivsel.surveys.models import Round, Signature
from trivsel.surveys.rounds.reminders import reminder_days
from trivsel.surveys.states import PATH, State


@dataclass(frozen=True, slots=True)
class Stage:
    """A station on the way: done, current or still to come."""

    label: str
    mark: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two signatures: who may give it, and who did."""

    label: str
    by_whom: str
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why each button is off for this reader; None where it is on."""

    change: str | None
    submit: str | None
    withdraw: str | None
    cancel: str | None
    sign: str | None
    print: str | None
    half: str | None
    letters: str | None
    open: str | None
    close: str | None


@dataclass(frozen=True, slots=True)
class RoundPage:
    """Everything the page of a round needs beside the round itself."""

    stages: list[Stage]
    now: str
    who: str
    sides: list[Side]
    reasons: Reasons
    follows: bool
    eligible: int
    missing_slips: int
    reminders: list[date]
    without_address: int
    too_few: bool


def round_page(round_: Round, *, reader: Person, on: date, problem: str = "") -> RoundPage:
    cells = list(round_.cells.all())
    missing = 0 if _by_ballots(round_) else sum(not cell.slips for cell in cells)
    now, who = _now(round_, on=on, missing=missing, problem=problem)
    return RoundPage(
        stages=stages(round_),
        now=now,
        who=who,
        sides=sides(round_),
        reasons=_reasons(round_, reader=reader, on=on, problem=problem),
        follows=policies.follows_from_the_start(reader),
        eligible=sum(cell.eligible for cell in cells),
        missing_slips=missing,
        reminders=reminders_of(round_),
        without_address=queries.without_address(round_) if _by_ballots(round_) else 0,
        too_few=bool(problem),
    )


def reminders_of(round_: Round) -> list[date]:
    """The days on which those who have not fetched a ballot are reminded."""
    return reminder_days(round_.opens_on, round_.closes_on) if _by_ballots(round_) else []


def stages(round_: Round) -> list[Stage]:
    """The ordinary way with the round's place on it; a cancelled round has left it."""
    labels = {
        State.PLANNED: _("Plan"),
        State.SIGNING: _("Signatures"),
        State.SIGNED: _("Ready") if _by_ballots(round_) else _("Slips"),
        State.OPEN: _("Answers"),
        State.CLOSED: _("Count"),
        State.RELEASED: _("Results"),
    }
    if round_.state not in PATH:
        return []
    here = PATH.index(State(round_.state))
    return [
        Stage(labels[state], "done" if place < here else "current" if place == here else "")
        for place, state in enumerate(PATH)
    ]


def sides(round_: Round) -> list[Side]:
    given = {signature.side: signature for signature in round_.signatures.all()}
    return [
        Side(
            _("Management"),
            _("HR, top management or the leader of the whole organisation"),
            given.get(Signature.Side.MANAGEMENT),
        ),
        Side(
            _("The employees"),
            _("The safety representative, or the representative the employees have chosen"),
            given.get(Signature.Side.EMPLOYEES),
        ),
    ]


def _reasons(round_: Round, *, reader: Person, on: date, problem: str) -> Reasons:
    return Reasons(
        change=policies.why_not_change(round_, by=reader),
        submit=policies.why_not_submit(round_, by=reader, on=on, problem=problem),
        withdraw=policies.why_not_withdraw(round_, by=reader),
        cancel=policies.why_not_cancel(round_, by=reader),
        sign=policies.why_not_sign(round_, by=reader, on=on),
        print=policies.why_not_print(round_, by=reader),
        half=policies.why_not_print_half(round_, by=reader),
        letters=policies.why_not_print_letters(round_, by=reader, on=on),
        open=policies.why_not_open(round_, by=reader, on=on),
        close=policies.why_not_close(round_, by=reader, on=on, reason="-"),
    )


def _now(round_: Round, *, on: date, missing: int, problem: str) -> tuple[str, str]:
    """What comes now, and who does it."""
    if round_.state == State.SIGNED:
        return _signed_now(round_, on=on, missing=missing)
    planners = _("HR or an administrator")
    if round_.held_back:
        return _held_back(), ""
    if round_.state == State.PLANNED and problem:
        return problem, planners
    if round_.state == State.CLOSED and round_.count_trouble:
        return (
            _(
                "The count has not succeeded yet. It is tried again every minute, and all"
                " answers are kept, sealed. The results come as soon as it is done."
            ),
            _("Those who run Trivsel here; `trivsel doctor` tells them why"),
        )
    waiting = [side.by_whom for side in sides(round_) if side.signature is None]
    return {
        State.PLANNED: (
            _("Look at the groups, then send the plan for signature."),
            planners,
        ),
        State.SIGNING: (_("The plan waits for signatures."), "; ".join(waiting)),
        State.OPEN: (
            _(
                "People can answer until %(day)s. The round closes by itself at the end of"
                " that day."
            )
            % {"day": _day(round_.closes_on)},
            _("Everybody on the list")
            if _by_ballots(round_)
            else _("Everybody who has a slip"),
        ),
        State.CLOSED: (
            _(
                "The answers are being counted. The results come to everybody at the same"
                " moment, usually within a few minutes."
            ),
            "",
        ),
        State.RELEASED: (_("The results are out. Talk about them where people work."), ""),
        State.CANCELLED: (
            _("The round was cancelled before it opened. Nobody had answered."),
            "",
        ),
    }[State(round_.state)]


def _held_back() -> str:
    return _(
        "The results are not published. The check before publication found a way to work out"
        " too much about a few people. All answers are kept. Whoever runs Trivsel can read in"
        " the log (trivsel.E302) which figures it is about. It is tried again every hour."
    )


def _signed_now(round_: Round, *, on: date, missing: int) -> tuple[str, str]:
    representative = _("The employees' representative, helped by HR")
    if on > round_.closes_on:
        return (
            _(
                "The last day passed before the round could open. Take it back and choose new"
                " dates."
            ),
            _("HR or an administrator"),
        )
    if missing:
        words = ngettext(
            "Print the slips. They are missing for %(count)s group.",
            "Print the slips. They are missing for %(count)s groups.",
            missing,
        )
        return words % {"count": missing}, representative
    if _by_ballots(round_):
        words = _("Both sides have signed. The round opens by itself on %(day)s.")
        return words % {"day": _day(round_.opens_on)}, ""
    return (
        _(
            "Shuffle the slips and hand them out in envelopes. The round opens by itself on"
            " %(day)s."
        )
        % {"day": _day(round_.opens_on)},
        representative,
    )


def _by_ballots(round_: Round) -> bool:
    return round_.answered_by == Round.AnsweredBy.BALLOTS


def _day(day: date) -> str:
    return date_format(day)
