"""The roles of a plan become rows. Roles given by hand for another unit are left alone."""

from collections.abc import Iterator, Mapping
from itertools import batched

from trivsel.accounts.events import What
from trivsel.domain.importfile.plan import ChangedPerson, Plan
from trivsel.domain.importfile.rows import PersonRow
from trivsel.organisation.imports.carry_units import BATCH, Act, Units
from trivsel.organisation.imports.now import belongs_to_file
from trivsel.organisation.models import Person, Role
from trivsel.organisation.queries import EVERYWHERE


def carry_roles(act: Act, plan: Plan, units: Units, people: Mapping[str, Person]) -> None:
    """End and give the roles in which the plan differs; each is recorded, as by hand."""
    changed = {
        people[change.row.number].pk: change
        for change in plan.changed_people
        if change.row.roles is not None
    }
    wanted: dict[tuple[int, str, int], Role] = {}
    for row in plan.new_people:
        wanted |= _wanted(people[row.number], row, None, units, by=act.by)
    for change in changed.values():
        wanted |= _wanted(people[change.row.number], change.row, change, units, by=act.by)
    ended = [
        role
        for role in _present(changed)
        if wanted.pop((role.person_id, role.kind, role.unit_id), None) is None
        and belongs_to_file(role, units.before[changed[role.person_id].was.unit])
    ]
    for chunk in batched(ended, BATCH):
        Role.objects.filter(pk__in=[role.pk for role in chunk]).delete()
    Role.objects.bulk_create(wanted.values(), batch_size=BATCH)
    for what, roles in ((What.ROLE_TAKEN, ended), (What.ROLE_GIVEN, wanted.values())):
        for role in roles:
            act.record(what, role.person)


def _wanted(
    person: Person,
    row: PersonRow,
    change: ChangedPerson | None,
    units: Units,
    *,
    by: Person | None,
) -> dict[tuple[int, str, int], Role]:
    """The person's own unit is the role's, and the top for those of the whole organisation."""
    kinds = {*(row.roles or ()), *(change.was.lasting if change else ())}
    roles = [
        Role(
            person=person,
            kind=kind,
            unit=units.top if kind in EVERYWHERE else person.unit,
            appointed_by=by,
        )
        for kind in sorted(kinds)
    ]
    return {(person.pk, role.kind, role.unit_id): role for role in roles}


def _present(people: Mapping[int, ChangedPerson]) -> Iterator[Role]:
    for chunk in batched(people, BATCH):
        yield from Role.objects.filter(person__in=chunk).select_related("person")
