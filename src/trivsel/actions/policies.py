"""May they? The reason, or None."""

from django.utils.translation import gettext as _

from trivsel.actions import queries
from trivsel.actions.models import Action
from trivsel.organisation.models import Person, Unit

NEXT = {
    Action.Status.AGREED: (Action.Status.STARTED, Action.Status.DONE, Action.Status.STOPPED),
    Action.Status.STARTED: (Action.Status.DONE, Action.Status.STOPPED),
    Action.Status.DONE: (Action.Status.STARTED,),
    Action.Status.STOPPED: (Action.Status.STARTED,),
}


def why_not_agree(person: Person, unit: Unit | None = None) -> str | None:
    units = queries.units_to_act_in(person)
    if not (units if unit is None else units.filter(pk=unit.pk)).exists():
        return _(
            "Actions are agreed by the unit's leader, its health and safety representative, "
            "HR or top management. Tell one of them what you think should be done."
        )
    return None


def why_not_change(action: Action, *, by: Person) -> str | None:
    if by.pk in {action.owner_id, action.created_by_id}:
        return None
    if queries.units_to_act_in(by).filter(pk=action.unit_id).exists():
        return None
    return _("Only the owner, and those who agree actions for the unit, can change this one.")


def why_not_move(action: Action, status: str, *, by: Person) -> str | None:
    if reason := why_not_change(action, by=by):
        return reason
    if status not in NEXT[Action.Status(action.status)]:
        return _("The action has moved on since you opened the page. Nothing was changed.")
    return None
