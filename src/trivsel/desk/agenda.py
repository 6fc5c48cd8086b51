"""What needs this person now: a few things in order, how long each takes, one button each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from trivsel.actions import queries as actions
from trivsel.organisation import queries as organisation
from trivsel.organisation.models import Person
from trivsel.surveys import policies as survey_policies
from trivsel.surveys import queries as surveys
from trivsel.surveys.models import Round

MOST = 6
NEW_FOR_DAYS = 21


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: a heading, why it matters, where to do it, and the minutes it takes."""

    title: str
    why: str
    button: str
    url: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose desk it is, the rounds that person may know of, and the day."""

    person: Person
    rounds: tuple[Round, ...]
    today: date


def agenda(person: Person, *, today: date) -> list[Item]:
    """Give at most six things, the ones that others wait for first."""
    rounds = tuple(surveys.round_in_full(person).exclude(state="cancelled"))
    desk = Desk(person, rounds, today)
    return [item for source in SOURCES for item in source(desk)][:MOST]


def _first_steps(desk: Desk) -> Iterator[Item]:
    if not organisation.may_manage_people(desk.person):
        return
    slug = desk.person.organisation.slug
    if not organisation.people_for(desk.person).exclude(pk=desk.person.pk).exists():
        yield Item(
            title=_("Get your people in"),
            why=_("From a CSV or Excel file. You see what will happen before anything does."),
            button=_("Choose a file"),
            url=reverse("organisation:import", args=[slug]),
            minutes=10,
        )
    elif not desk.rounds:
        yield Item(
            title=_("Plan your first round"),
            why=_("Management and the employees' representative both sign before it opens."),
            button=_("Plan a round"),
            url=reverse("surveys:plan", args=[slug]),
            minutes=15,
        )


def _signing(desk: Desk) -> Iterator[Item]:
    for round_ in desk.rounds:
        if survey_policies.why_not_sign(round_, by=desk.person, on=desk.today) is None:
            signed = [signature.person.name for signature in round_.signatures.all()]
            yield Item(
                title=_("Sign for %(round)s") % {"round": round_},
                why=_("%(name)s has signed for the other side.") % {"name": signed[0]}
                if signed
                else _(
                    "Read what is asked and who will see what. Nothing opens before both sign."
                ),
                button=_("Read and sign"),
                url=reverse("surveys:sign", args=[desk.person.organisation.slug, round_.pk]),
                minutes=5,
            )


def _handing_out(desk: Desk) -> Iterator[Item]:
    for round_ in desk.rounds:
        missing = any(not cell.slips for cell in round_.cells.all())
        if missing and survey_policies.why_not_print(round_, by=desk.person) is None:
            yield Item(
                title=_("Print the slips for %(round)s") % {"round": round_},
                why=_("Before %(day)s, so that everybody has theirs when the round opens.")
                % {"day": date_format(round_.opens_on, "MONTH_DAY_FORMAT")},
                button=_("Print slips"),
                url=reverse("surveys:slips", args=[desk.person.organisation.slug, round_.pk]),
                minutes=20,
            )


def _results(desk: Desk) -> Iterator[Item]:
    for round_ in desk.rounds:
        fresh = round_.closes_on and (desk.today - round_.closes_on).days <= NEW_FOR_DAYS
        if round_.state == Round.State.RELEASED and fresh:
            yield Item(
                title=_("The result of %(round)s is here") % {"round": round_},
                why=_(
                    "Leaders and representatives see it at the same moment. Read, then talk."
                ),
                button=_("See the result"),
                url=reverse("surveys:results", args=[desk.person.organisation.slug, round_.pk]),
                minutes=15,
            )


def _answering(desk: Desk) -> Iterator[Item]:
    for round_ in desk.rounds:
        if round_.state == Round.State.OPEN:
            day = date_format(round_.closes_on, "MONTH_DAY_FORMAT")
            url, why = _way_to_answer(round_)
            yield Item(
                title=_("%(round)s is open") % {"round": round_},
                why=why % {"day": day},
                button=_("Answer"),
                url=url,
                minutes=5,
            )


def _way_to_answer(round_: Round) -> tuple[str, str]:
    if round_.answered_by == Round.AnsweredBy.SLIPS:
        return reverse("ballots:start"), _(
            "Answer with the code on your slip, until %(day)s. Nobody sees if you do."
        )
    address = reverse("surveys:ballot", args=[round_.organisation.slug, round_.pk])
    return address, _("Fetch your ballot and answer, until %(day)s. Nobody sees if you do.")


def _planning(desk: Desk) -> Iterator[Item]:
    for round_ in desk.rounds:
        if round_.state == Round.State.PLANNED and survey_policies.plans(desk.person):
            yield Item(
                title=_("Finish the plan for %(round)s") % {"round": round_},
                why=_("Look at who is counted together, then send it to be signed."),
                button=_("Go on planning"),
                url=reverse("surveys:round", args=[desk.person.organisation.slug, round_.pk]),
                minutes=10,
            )


def _actions(desk: Desk) -> Iterator[Item]:
    due = actions.actions_for(desk.person).filter(
        owner=desk.person, status__in=("agreed", "started"), due_on__lte=desk.today
    )
    for action in due[:MOST]:
        yield Item(
            title=action.what,
            why=_("You agreed to look at it again on %(day)s.")
            % {"day": date_format(action.due_on, "MONTH_DAY_FORMAT")},
            button=_("Look at it"),
            url=action.get_absolute_url(),
            minutes=5,
        )


# What others wait for comes first.
SOURCES = (_first_steps, _signing, _handing_out, _results, _answering, _planning, _actions)
