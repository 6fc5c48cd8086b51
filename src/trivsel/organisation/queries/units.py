"""Which units there are, and which of them somebody may open."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from trivsel.organisation.models import Organisation, Person, Unit
from trivsel.organisation.queries.kinds import (
    SEES_ALL_RESULTS,
    SEES_RESULTS_OF_SUBTREE,
    may_manage_people,
    may_open,
)


def role_units(person: Person) -> QuerySet[Unit]:
    """Units the person answers for by a role that sees results; none for an employee."""
    return _units(person).filter(below_roles(person, SEES_RESULTS_OF_SUBTREE))


def visible_units(person: Person) -> QuerySet[Unit]:
    """Units whose results the person may see: own unit, all above it, and those of a role."""
    own = Q(first__lte=person.unit.first, last__gte=person.unit.first)
    return _units(person).filter(own | below_roles(person, SEES_RESULTS_OF_SUBTREE))


def units_for(person: Person) -> QuerySet[Unit]:
    """Units whose page the person may open. An administrator runs them all, without results."""
    if may_manage_people(person):
        return _units(person)
    return visible_units(person)


def units_of(organisation: Organisation) -> QuerySet[Unit]:
    """All units, in the order of the tree. For those who manage them; others: units_for."""
    return Unit.objects.filter(organisation=organisation).order_by("first")


def places_for(unit: Unit) -> QuerySet[Unit]:
    """Where the unit can be moved: anywhere but below itself; nowhere for the top unit."""
    if unit.parent_id is None:
        return Unit.objects.none()
    return units_of(unit.organisation).exclude(first__range=(unit.first, unit.last))


def unit_and_above(unit: Unit) -> QuerySet[Unit]:
    """The way from the root to the unit."""
    return Unit.objects.filter(
        organisation=unit.organisation_id, first__lte=unit.first, last__gte=unit.first
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One unit on the way down to another; open to this person or only named."""

    unit: Unit
    is_open: bool


def path_to(unit: Unit, *, person: Person) -> list[Step]:
    """The units above, from the top."""
    above = unit_and_above(unit).exclude(pk=unit.pk).select_related("organisation")
    return [Step(step, may_open(person, step)) for step in above.order_by("first")]


def subtree(unit: Unit) -> QuerySet[Unit]:
    return Unit.objects.filter(
        organisation=unit.organisation_id, first__range=(unit.first, unit.last)
    )


def root(organisation: Organisation) -> Unit:
    return Unit.objects.get(organisation=organisation, parent__isnull=True)


def _units(person: Person) -> QuerySet[Unit]:
    return Unit.objects.filter(organisation=person.organisation_id).select_related(
        "organisation"
    )


def below_roles(person: Person, kinds: Iterable[str], *, path: str = "") -> Q:
    """Units in the subtree of one of these roles; everything for who sees everything."""
    below = Q(pk__in=[])
    for role in person.roles.all():
        if role.kind in kinds or role.kind in SEES_ALL_RESULTS:
            below |= Q(**{f"{path}first__range": (role.unit.first, role.unit.last)})
    return below
