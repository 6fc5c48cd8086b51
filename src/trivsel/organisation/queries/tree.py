"""The tree with how many work in each unit."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from trivsel.organisation.models import Organisation, Person, Role, Unit
from trivsel.organisation.queries.kinds import may_open
from trivsel.organisation.queries.people import current_roles

Kind = Role.Kind


@dataclass(slots=True)
class Branch:
    """A unit with how many work in it, alone and with everything below."""

    unit: Unit
    staff: int
    staff_below: int = 0
    leaders: list[Person] = dataclasses.field(default_factory=list)
    safety_reps: list[Person] = dataclasses.field(default_factory=list)


def tree(organisation: Organisation) -> list[Branch]:
    """All units depth first with their staff, in one query."""
    units = Unit.objects.filter(organisation=organisation).annotate(
        staff=Count("people", filter=Q(people__left_on__isnull=True))
    )
    return _branches(units.select_related("organisation").order_by("first"))


def tree_for(person: Person) -> list[Branch]:
    """The units the person may open, with staff, leader and safety representative."""
    branches = [branch for branch in tree(person.organisation) if may_open(person, branch.unit)]
    by_unit = {branch.unit.pk: branch for branch in branches}
    named = current_roles(person.organisation).filter(kind__in=[Kind.LEADER, Kind.SAFETY_REP])
    for role in named:
        if branch := by_unit.get(role.unit_id):
            people = branch.leaders if role.kind == Kind.LEADER else branch.safety_reps
            people.append(role.person)
    return branches


def upper_levels(branches: list[Branch], *, at_most: int) -> list[Branch]:
    """As many whole levels from the top as fit; always the first two."""
    top = min((branch.unit.depth for branch in branches), default=0)
    depths = sorted(branch.unit.depth for branch in branches)
    deepest = depths[at_most] - 1 if len(depths) > at_most else max(depths, default=0)
    return [branch for branch in branches if branch.unit.depth <= max(deepest, top + 1)]


def staff_in(unit: Unit) -> tuple[int, int]:
    """How many work in the unit itself, and with everything below it."""
    people = Person.objects.filter(
        unit__organisation=unit.organisation_id,
        unit__first__range=(unit.first, unit.last),
        left_on__isnull=True,
    )
    counted = people.aggregate(own=Count("pk", filter=Q(unit=unit)), below=Count("pk"))
    return counted["own"], counted["below"]


def branches_below(person: Person, unit: Unit) -> list[Branch]:
    """The unit's own children, with their staff, as far as the person may open them."""
    return [branch for branch in tree_for(person) if branch.unit.parent_id == unit.pk]


def _branches(units: Iterable[Unit]) -> list[Branch]:
    branches = [Branch(unit, staff=unit.staff) for unit in units]  # type: ignore[attr-defined]
    running = [0]
    for branch in branches:
        running.append(running[-1] + branch.staff)
    for branch in branches:
        branch.staff_below = running[branch.unit.last + 1] - running[branch.unit.first]
    return branches
