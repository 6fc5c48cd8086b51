"""Plan a round, change it, take it back, cancel it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trivsel.accounts.events import What
from trivsel.domain.refusal import Refused
from trivsel.organisation.models import Organisation, Person
from trivsel.surveys import box, policies, states
from trivsel.surveys.models import Instrument, Round
from trivsel.surveys.rounds import job_groups
from trivsel.surveys.services.held import held, record, refuse_strangers
from trivsel.surveys.states import State, Step


@dataclass(frozen=True, slots=True)
class Plan:
    """What a planner decides first; the cells come after."""

    name: str
    instrument: Instrument
    opens_on: date
    closes_on: date
    minimum_group: int
    answered_by: str = Round.AnsweredBy.SLIPS
    job_groups: tuple[str, ...] = ()
    policy: str = Round.Policy.PERSISTENT


@transaction.atomic
def plan_round(organisation: Organisation, plan: Plan, *, by: Person, at: datetime) -> Round:
    """Plan a round. Nothing is asked of anybody until both sides have signed.

    Raises:
        Refused: The policy or the plan's own limits say no.
    """
    refuse_strangers(organisation.pk, by=by)
    reason = policies.why_not_plan(by) or why_not(plan, organisation, on=timezone.localdate(at))
    if reason:
        raise Refused(reason)
    round_ = Round(organisation=organisation)
    _fill(round_, plan)
    round_.save(force_insert=True)
    record(What.ROUND_PLANNED, round_, by=by, at=at)
    return round_


@transaction.atomic
def change_round(round_: Round, plan: Plan, *, by: Person, at: datetime) -> Round:
    """Change the plan. What was frozen thaws: the round is planned again, signatures fall.

    Raises:
        Refused: The policy or the plan's own limits say no.
    """
    round_ = held(round_, by=by)
    reason = policies.why_not_change(round_, by=by) or why_not(
        plan, round_.organisation, on=timezone.localdate(at)
    )
    if reason:
        raise Refused(reason)
    thaw(round_, by=by, at=at)
    _fill(round_, plan)
    round_.save()
    return round_


@transaction.atomic
def withdraw_round(round_: Round, *, by: Person, at: datetime) -> Round:
    """Take the round back to planned: signatures fall, slips already printed lose their force.

    Raises:
        Refused: The policy says no.
    """
    round_ = held(round_, by=by)
    if reason := policies.why_not_withdraw(round_, by=by):
        raise Refused(reason)
    thaw(round_, by=by, at=at)
    round_.save()
    return round_


@transaction.atomic
def cancel_round(round_: Round, *, by: Person, at: datetime, reason: str = "") -> Round:
    """Give the round up before it has opened.

    Raises:
        Refused: The policy says no.
    """
    round_ = held(round_, by=by)
    if refusal := policies.why_not_cancel(round_, by=by):
        raise Refused(refusal)
    states.take(round_, Step.CANCEL)
    round_.end_reason = reason.strip()
    _give_up_box(round_)
    round_.save(update_fields=["state", "end_reason", "box_code"])
    record(What.ROUND_CANCELLED, round_, by=by, at=at)
    return round_


def thaw(round_: Round, *, by: Person, at: datetime) -> None:
    """Take a held round back to planned, if it is not. The caller saves it."""
    if round_.state == State.PLANNED:
        return
    states.take(round_, Step.WITHDRAW)
    round_.signatures.all().delete()
    round_.cells.all().delete()
    round_.manifest, round_.ballot_manifest, round_.digest = None, None, ""
    _give_up_box(round_)
    record(What.ROUND_WITHDRAWN, round_, by=by, at=at)


def _give_up_box(round_: Round) -> None:
    # Forget the box only after the change is certain: a box without a round can hurt nobody,
    # a signed round without its box could not be answered.
    if code := round_.box_code:
        transaction.on_commit(lambda: box.discard(code), robust=True)
    round_.box_code = ""


def why_not(plan: Plan, organisation: Organisation, *, on: date) -> str | None:
    """Why the plan itself cannot be, or None."""
    if plan.closes_on < plan.opens_on:
        return _("The round must open before it closes.")
    if plan.opens_on < on:
        return _("The first day has passed. Choose today or a later day.")
    if plan.minimum_group < organisation.minimum_group:
        return _(
            "The minimum group can be raised, never lowered: here it is at least %(least)s."
        ) % {"least": organisation.minimum_group}
    if plan.job_groups and (reason := job_groups.why_not(plan.job_groups)):
        return reason
    if plan.instrument.organisation_id not in {None, organisation.pk}:
        return _("This questionnaire belongs to another organisation.")
    return None


def _fill(round_: Round, plan: Plan) -> None:
    round_.name = plan.name
    round_.instrument = plan.instrument
    round_.opens_on = plan.opens_on
    round_.closes_on = plan.closes_on
    round_.minimum_group = plan.minimum_group
    round_.answered_by = plan.answered_by
    round_.job_groups = list(plan.job_groups)
    round_.policy = plan.policy
    round_.distribution_minimum = max(10, plan.minimum_group)
