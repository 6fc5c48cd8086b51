"""Writing actions: one function per thing a user does."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trivsel.accounts.events import What, record_event
from trivsel.actions import policies
from trivsel.actions.models import Action
from trivsel.actions.origins import Origin
from trivsel.domain.refusal import Refused
from trivsel.organisation.models import Person, Unit


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed: what, why, on which level, who and when."""

    what: str
    why: str
    level: str
    prevention: str
    owner: Person
    due_on: date
    first_step: str = ""
    audience: str = Action.Audience.UNIT


@transaction.atomic
def agree_action(
    unit: Unit, agreement: Agreement, *, by: Person, at: datetime, origin: Origin | None = None
) -> Action:
    """Write down an action for a unit, with where it came from.

    Raises:
        Refused: The policy says no, or the owner works elsewhere.
    """
    if reason := policies.why_not_agree(by, unit):
        raise Refused(reason)
    if agreement.owner.organisation_id != unit.organisation_id or agreement.owner.left_on:
        raise Refused(_("The owner does not work here any more. Choose somebody else."))
    origin = origin or Origin()
    action = Action.objects.create(
        organisation=unit.organisation,
        unit=unit,
        created_by=by,
        created_at=at,
        origin_kind=origin.kind,
        origin_key=origin.key,
        origin_label=origin.label,
        **_fields(agreement),
    )
    _record(What.ACTION_AGREED, action, by=by, at=at)
    return action


@transaction.atomic
def change_action(action: Action, agreement: Agreement, *, by: Person, at: datetime) -> Action:
    """Change what was agreed. Unit and origin stay."""
    action = Action.objects.select_for_update().get(pk=action.pk)
    if reason := policies.why_not_change(action, by=by):
        raise Refused(reason)
    fields = _fields(agreement)
    for name, value in fields.items():
        setattr(action, name, value)
    action.save(update_fields=list(fields))
    _record(What.ACTION_CHANGED, action, by=by, at=at)
    return action


@transaction.atomic
def move_action(
    action: Action, status: str, *, outcome: str, by: Person, at: datetime
) -> Action:
    """Start, end or take up an action again. One that ends says what came of it."""
    action = Action.objects.select_for_update().get(pk=action.pk)
    if reason := policies.why_not_move(action, status, by=by):
        raise Refused(reason)
    if status in {Action.Status.DONE, Action.Status.STOPPED}:
        if not outcome.strip():
            raise Refused(
                _("Write what came of it, in a sentence or two. Nothing was changed.")
            )
        action.outcome = outcome.strip()
    action.status = status
    action.save(update_fields=["status", "outcome"])
    _record(What.ACTION_CHANGED, action, by=by, at=at)
    return action


def _fields(agreement: Agreement) -> dict[str, object]:
    return {
        "what": agreement.what,
        "why": agreement.why,
        "first_step": agreement.first_step,
        "level": agreement.level,
        "prevention": agreement.prevention,
        "owner": agreement.owner,
        "due_on": agreement.due_on,
        "audience": agreement.audience,
    }


def _record(what: What, action: Action, *, by: Person, at: datetime) -> None:
    record_event(
        what,
        organisation=action.organisation.slug,
        actor=by.user_id,
        at=at,
        kind="action",
        key=str(action.pk),
    )
