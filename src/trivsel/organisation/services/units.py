from datetime import datetime

from django.db import transaction

from trivsel.accounts.events import What
from trivsel.domain.refusal import Refused
from trivsel.organisation import policies
from trivsel.organisation.models import Organisation, Person, Unit
from trivsel.organisation.services.log import record
from trivsel.organisation.services.tree import renumber


@transaction.atomic
def add_unit(under: Unit, *, code: str, name: str, by: Person | None, at: datetime) -> Unit:
    """Add a unit below another.

    Raises:
        Refused: The person may not.
        ValidationError: The code is in use or cannot stand in an address.
    """
    organisation = _locked(under)
    if reason := policies.why_not_manage(by):
        raise Refused(reason)
    unit = Unit(organisation=organisation, parent=under, code=code, name=name)
    unit.full_clean()
    unit.save(force_insert=True)
    renumber(organisation)
    record(What.UNIT_ADDED, unit, at_place=organisation, by=by, at=at)
    unit.refresh_from_db()
    return unit


@transaction.atomic
def rename_unit(unit: Unit, *, name: str, by: Person | None, at: datetime) -> Unit:
    """Give a unit another name; its code stays, so that figures over time stay together."""
    organisation = _locked(unit)
    if reason := policies.why_not_manage(by):
        raise Refused(reason)
    unit.name = name
    unit.save(update_fields=["name"])
    renumber(organisation)
    record(What.UNIT_RENAMED, unit, at_place=organisation, by=by, at=at)
    unit.refresh_from_db()
    return unit


@transaction.atomic
def move_unit(unit: Unit, *, under: Unit, by: Person | None, at: datetime) -> Unit:
    """Move a unit, with everything below it, to another place in the tree.

    Raises:
        Refused: The person may not, or the tree would no longer be one.
    """
    organisation = _locked(unit)
    unit.refresh_from_db()
    under.refresh_from_db()
    if reason := policies.why_not_move_unit(unit, under=under, by=by):
        raise Refused(reason)
    unit.parent = under
    unit.save(update_fields=["parent"])
    renumber(organisation)
    record(What.UNIT_MOVED, unit, at_place=organisation, by=by, at=at)
    unit.refresh_from_db()
    return unit


@transaction.atomic
def change_unit(
    unit: Unit, *, name: str, by: Person | None, at: datetime, under: Unit | None = None
) -> Unit:
    """Rename and move in one go, whichever differs."""
    if name != unit.name:
        unit = rename_unit(unit, name=name, by=by, at=at)
    if under is not None and under.pk != unit.parent_id:
        unit = move_unit(unit, under=under, by=by, at=at)
    return unit


@transaction.atomic
def remove_unit(unit: Unit, *, by: Person | None, at: datetime) -> None:
    """Remove an empty unit.

    Raises:
        Refused: The person may not, or something hangs on the unit.
    """
    organisation = _locked(unit)
    if reason := policies.why_not_remove_unit(unit, by=by):
        raise Refused(reason)
    record(What.UNIT_REMOVED, unit, at_place=organisation, by=by, at=at)
    unit.delete()
    renumber(organisation)


def _locked(unit: Unit) -> Organisation:
    """One change of a tree at a time: two moves at once could make a circle."""
    return Organisation.objects.select_for_update().get(pk=unit.organisation_id)
